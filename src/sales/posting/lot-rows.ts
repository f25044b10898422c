import { newId } from '../../common/database/new-id.js';
import { queryOne } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { MovedLot } from '../domain/moved-lots.js';
import type { SaleItem } from '../entities/sale-item.entity.js';

const INSERT_LOTS = `
  WITH lots AS (
    INSERT INTO sale_item_lots SELECT * FROM jsonb_populate_recordset(NULL::sale_item_lots, $1::jsonb) RETURNING id
  )
  SELECT count(*)::int AS inserted FROM lots`;

/**
 * Writes which batches and serial numbers lines sold, those of a bundle's parts under its own line. Answers the lines
 * with them. One statement; none for plain goods.
 */
export async function insertSoldLots(
  tx: Tx,
  items: readonly SaleItem[],
  lots: ReadonlyMap<string, readonly MovedLot[]>,
): Promise<SaleItem[]> {
  if (lots.size === 0) return [...items];
  const sold = items.map((item) => {
    const moved = [item.id, ...item.components.map(({ id }) => id)].flatMap((id) => lots.get(id) ?? []);
    return { ...item, lots: moved.map((lot) => ({ id: newId(), sale_item_id: item.id, ...lot })) };
  });
  await queryOne(tx, INSERT_LOTS, [JSON.stringify(sold.flatMap((item) => item.lots))]);
  return sold;
}
