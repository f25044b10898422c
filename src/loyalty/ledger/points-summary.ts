import { query, type Queryable } from '../../common/database/statement.js';

/** How a sale moved points, less what was taken or given back since. */
export interface PointsSummary {
  earned: number;
  /** Paid with. */
  redeemed: number;
  /** What the members who took part have now. */
  balance: number;
}

const OF_SALE = `
  SELECT count(*)::int AS entries,
    coalesce(sum(points) FILTER (WHERE kind IN ('earn', 'earn_reversal')), 0) AS earned,
    -coalesce(sum(points) FILTER (WHERE kind IN ('redeem', 'redeem_reversal')), 0) AS redeemed,
    (SELECT coalesce(sum(m.balance), 0) FROM loyalty_members m
     WHERE m.id IN (SELECT loyalty_keeper(member_id) FROM loyalty_entries WHERE sale_id = $1::uuid)) AS balance
  FROM loyalty_entries WHERE sale_id = $1::uuid`;

type Row = { entries: number } & Record<keyof PointsSummary, string>;

/** Null when the sale moved no points. One statement. */
export async function pointsSummary(db: Queryable, sale_id: string): Promise<PointsSummary | null> {
  const [row] = await query<Row>(db, OF_SALE, [sale_id]);
  if (row === undefined || row.entries === 0) return null;
  return { earned: Number(row.earned), redeemed: Number(row.redeemed), balance: Number(row.balance) };
}
