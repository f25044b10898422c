import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import type { EarnedSale, RedeemedEntry, ReturnedPart, SaleWorth } from '../domain/points-back.js';

/** What a sale moved so far. */
export interface SalePoints {
  /** One for each member who earned points. */
  earned: EarnedSale[];
  redeemed: RedeemedEntry[];
}

interface WorthRow {
  amount: string;
  points_amount: string;
  goods_refunded: string;
  allowances: string;
  points_refunded: string;
  returned: Record<string, { returned: string; sold: string }>;
  exact: Record<string, string>;
}

interface Row {
  id: string;
  member_id: string;
  kind: 'earn' | 'redeem';
  sale_item_id: string | null;
  points: string;
  amount: string;
  undone_points: string;
  undone_amount: string;
  worth: WorthRow | null;
}

// Amounts as text: a number of JSON would pass through binary.
const OF_SALE = `
  SELECT e.id, e.member_id, e.kind, e.sale_item_id, abs(e.points) AS points, e.amount,
    coalesce(abs(r.points), 0) AS undone_points, coalesce(r.amount, 0) AS undone_amount,
    CASE e.kind WHEN 'earn' THEN json_build_object('amount', s.amount::text, 'points_amount', s.points_amount::text,
      'goods_refunded', s.goods_refunded::text, 'allowances', s.allowances::text,
      'points_refunded', s.points_refunded::text, 'returned', s.returned, 'exact', s.exact) END AS worth
  FROM loyalty_entries e
    LEFT JOIN LATERAL (
      SELECT sum(points) AS points, sum(amount) AS amount FROM loyalty_entries WHERE reverses_id = e.id) r ON true
    LEFT JOIN loyalty_sales s ON s.sale_id = e.sale_id AND s.member_id = e.member_id
  WHERE e.sale_id = $1::uuid AND e.kind IN ('earn', 'redeem') ORDER BY e.id`;

function worthOf({ returned, exact: _, ...amounts }: WorthRow): SaleWorth {
  const parts = Object.entries(returned).map(([id, part]): [string, ReturnedPart] => [
    id,
    { returned: new Decimal(part.returned), sold: new Decimal(part.sold) },
  ]);
  return {
    amount: new Decimal(amounts.amount),
    points_amount: new Decimal(amounts.points_amount),
    goods_refunded: new Decimal(amounts.goods_refunded),
    allowances: new Decimal(amounts.allowances),
    points_refunded: new Decimal(amounts.points_refunded),
    returned: new Map(parts),
  };
}

/** The `worth` that the posting function stores. */
export function storedWorth(worth: SaleWorth): object {
  const returned = [...worth.returned].map(([id, part]) => [
    id,
    { returned: part.returned.toFixed(), sold: part.sold.toFixed() },
  ]);
  return {
    goods_refunded: worth.goods_refunded.toFixed(),
    allowances: worth.allowances.toFixed(),
    points_refunded: worth.points_refunded.toFixed(),
    returned: Object.fromEntries(returned) as object,
  };
}

function earnedSales(rows: readonly Row[]): EarnedSale[] {
  const members = new Map<string, Row[]>();
  for (const row of rows) members.set(row.member_id, [...(members.get(row.member_id) ?? []), row]);
  return [...members.values()].map((entries) => {
    const stored = entries[0]!.worth!;
    return {
      worth: worthOf(stored),
      exact: new Map(Object.entries(stored.exact).map(([id, points]) => [id, new Decimal(points)])),
      entries: entries.map((row) => ({
        entry_id: row.id,
        sale_item_id: row.sale_item_id!,
        points: Number(row.points),
        taken: Number(row.undone_points),
      })),
    };
  });
}

/** Reads what a sale moved. One statement; the caller holds the sale's lock, so nobody reverses it meanwhile. */
export async function salePoints(db: Queryable, sale_id: string): Promise<SalePoints> {
  const rows = await query<Row>(db, OF_SALE, [sale_id]);
  return {
    earned: earnedSales(rows.filter(({ kind }) => kind === 'earn')),
    redeemed: rows
      .filter(({ kind }) => kind === 'redeem')
      .map((row) => ({
        entry_id: row.id,
        points: Number(row.points),
        amount: new Decimal(row.amount),
        given_points: Number(row.undone_points),
        given_amount: new Decimal(row.undone_amount),
      })),
  };
}
