import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import type { HistoryRow, MovementRow } from '../dto/movement.response.js';

const AT = `product_id = $1::uuid AND ($2::uuid IS NULL OR location_id = $2::uuid)`;

// Whichever is nearer to the page: counted up from nothing, or down from what is on hand now.
const UP_TO = `SELECT coalesce(sum(quantity), 0) AS balance FROM stock_movements WHERE ${AT} AND id <= $3::uuid`;
const DOWN_TO = `
  SELECT (SELECT coalesce(sum(on_hand), 0) FROM stock_levels WHERE ${AT}) - coalesce(sum(quantity), 0) AS balance
  FROM stock_movements WHERE ${AT} AND id > $3::uuid`;

/** What was on hand after a movement, at one location or over all. Reads no further than from one end to the movement. */
export async function balanceAfter(
  tx: Tx,
  { product_id, id }: MovementRow,
  location_id: string | undefined,
  isNewestFirst: boolean,
): Promise<Decimal> {
  const text = isNewestFirst ? DOWN_TO : UP_TO;
  const row = await queryOne<{ balance: string }>(tx, text, [product_id, location_id ?? null, id]);
  return new Decimal(row.balance);
}

/** Adds the balance after each movement, given that after the first one. */
export function withBalances(
  rows: readonly MovementRow[],
  first: Decimal,
  isNewestFirst: boolean,
): HistoryRow[] {
  let balance = first;
  return rows.map((row, index) => {
    if (index > 0)
      balance = isNewestFirst ? balance.minus(rows[index - 1]!.quantity) : balance.plus(row.quantity);
    return { ...row, balance: balance.toFixed() };
  });
}
