import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';

const INSERT_RETURN = `
  WITH returned AS (
    INSERT INTO sale_returns SELECT * FROM jsonb_populate_record(NULL::sale_returns, $1::jsonb) RETURNING id
  ), items AS (
    INSERT INTO sale_return_items SELECT * FROM jsonb_populate_recordset(NULL::sale_return_items, $2::jsonb) RETURNING id
  ), lots AS (
    INSERT INTO sale_return_item_lots SELECT * FROM jsonb_populate_recordset(NULL::sale_return_item_lots, $3::jsonb)
  ), counted AS (
    UPDATE sale_items i SET returned_quantity = i.returned_quantity + back.quantity
    FROM (
      SELECT sale_item_id, sum(quantity) AS quantity
      FROM jsonb_populate_recordset(NULL::sale_return_items, $2::jsonb)
      WHERE sale_item_id IS NOT NULL GROUP BY sale_item_id
    ) AS back
    WHERE i.id = back.sale_item_id
    RETURNING i.id
  )
  SELECT id FROM returned`;

/** Writes a return with its lines and counts what came back on the sale's lines. One statement. */
export async function insertReturn(
  tx: Tx,
  document: SaleReturn,
  items: readonly SaleReturnItem[],
): Promise<void> {
  await queryOne(tx, INSERT_RETURN, [
    JSON.stringify(document),
    JSON.stringify(items),
    JSON.stringify(items.flatMap(({ lots }) => lots)),
  ]);
}
