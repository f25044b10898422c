import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { PurchasePrice } from './purchase-price.entity.js';

const RECORD = `
  INSERT INTO purchase_prices SELECT * FROM jsonb_populate_recordset(NULL::purchase_prices, $1::jsonb)
  ON CONFLICT (receipt_line_id) DO NOTHING`;
const FORGET = `
  DELETE FROM purchase_prices p USING delivery_receipt_lines l
  WHERE l.id = p.receipt_line_id AND l.document_id = $1::uuid`;

/** Notes what was paid. One statement. */
export async function recordPrices(tx: Tx, prices: readonly PurchasePrice[]): Promise<void> {
  if (prices.length > 0) await query(tx, RECORD, [JSON.stringify(prices)]);
}

/** A delivery that is taken back was never paid: what was paid before it is the last price again. */
export async function forgetPrices(tx: Tx, receipt_id: string): Promise<void> {
  await query(tx, FORGET, [receipt_id]);
}
