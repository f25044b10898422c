import { query, type Queryable } from '../../../common/database/statement.js';
import type { Tx } from '../../../common/database/tx.js';
import { Decimal } from '../../../common/money/decimal.js';
import type { AsRow } from '../../shared/columns.js';
import type { LandedCost, LandedCostShare } from './landed-cost.entity.js';

export type StoredLandedCost = LandedCost & { shares: { receipt_line_id: string; amount: Decimal }[] };

const COSTS = `
  SELECT c.id, c.document_id, c.description, c.amount, c.allocation, c.supplier_id, c.is_late, c.created_at, c.created_by,
    coalesce((SELECT jsonb_agg(jsonb_build_object('receipt_line_id', s.receipt_line_id, 'amount', s.amount::text)
        ORDER BY l.line_number)
      FROM landed_cost_shares s JOIN delivery_receipt_lines l ON l.id = s.receipt_line_id
      WHERE s.landed_cost_id = c.id), '[]') AS shares
  FROM landed_costs c WHERE c.document_id = $1::uuid ORDER BY c.created_at, c.id`;

const INSERT = `INSERT INTO landed_costs SELECT * FROM jsonb_populate_recordset(NULL::landed_costs, $1::jsonb)`;
const REMOVE = `DELETE FROM landed_costs WHERE id = $1::uuid AND document_id = $2::uuid RETURNING id`;

const FORGET_SHARES = `
  DELETE FROM landed_cost_shares s USING landed_costs c WHERE c.id = s.landed_cost_id AND c.document_id = $1::uuid`;
const INSERT_SHARES = `
  INSERT INTO landed_cost_shares SELECT * FROM jsonb_populate_recordset(NULL::landed_cost_shares, $1::jsonb)`;

type Row = AsRow<LandedCost> & { shares: { receipt_line_id: string; amount: string }[] };

/** The landed costs of a delivery with their shares, in one statement. */
export async function readLandedCosts(db: Queryable, receipt_id: string): Promise<StoredLandedCost[]> {
  const rows = await query<Row>(db, COSTS, [receipt_id]);
  return rows.map((row) => ({
    ...row,
    amount: new Decimal(row.amount),
    shares: row.shares.map((share) => ({ ...share, amount: new Decimal(share.amount) })),
  }));
}

export async function insertLandedCosts(tx: Tx, costs: readonly LandedCost[]): Promise<void> {
  await query(tx, INSERT, [JSON.stringify(costs)]);
}

/** False when the delivery has no such cost. */
export async function removeLandedCost(tx: Tx, receipt_id: string, id: string): Promise<boolean> {
  return (await query(tx, REMOVE, [id, receipt_id])).length > 0;
}

export async function insertShares(tx: Tx, shares: readonly LandedCostShare[]): Promise<void> {
  if (shares.length > 0) await query(tx, INSERT_SHARES, [JSON.stringify(shares)]);
}

export async function forgetShares(tx: Tx, receipt_id: string): Promise<void> {
  await query(tx, FORGET_SHARES, [receipt_id]);
}
