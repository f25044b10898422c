import type { Decimal } from '../../common/money/decimal.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import { newId } from '../../common/database/new-id.js';
import type { TakenLayer } from '../../inventory/index.js';

/** Goods of one batch, or one unit with a serial number, that a line moved. */
export interface MovedLot {
  product_id: string;
  batch_id: string | null;
  batch_number: string | null;
  expiry_date: string | null;
  serial_number: string | null;
  /** In base units. */
  quantity: Decimal;
}

function asLot({
  product_id,
  batch_id,
  batch_number,
  expiry_date,
  serial_number,
  quantity,
}: TakenLayer): MovedLot {
  return { product_id, batch_id, batch_number, expiry_date, serial_number, quantity };
}

/**
 * What layers that goods were taken from, or came back to, have to say of batches and serial numbers, by line: one lot
 * for each batch and each unit. Lines of plain goods are absent.
 */
export function movedLots(taken: readonly TakenLayer[]): ReadonlyMap<string, MovedLot[]> {
  const byLine = new Map<string, Map<string, MovedLot>>();
  for (const layer of taken) {
    if (layer.batch_id === null && layer.serial_number === null) continue;
    const lots = byLine.get(layer.line_id) ?? new Map<string, MovedLot>();
    byLine.set(layer.line_id, lots);
    const key = `${layer.product_id} ${layer.batch_id} ${layer.serial_number}`;
    const before = lots.get(key);
    lots.set(
      key,
      before === undefined ? asLot(layer) : { ...before, quantity: before.quantity.plus(layer.quantity) },
    );
  }
  return new Map([...byLine].map(([line, lots]) => [line, [...lots.values()]]));
}

/** The lines of a return with what came back with each. */
export function withReturnedLots(
  lines: readonly SaleReturnItem[],
  taken: readonly TakenLayer[],
): SaleReturnItem[] {
  const lots = movedLots(taken);
  return lines.map((line) => ({
    ...line,
    lots: (lots.get(line.id) ?? []).map((lot) => ({ id: newId(), sale_return_item_id: line.id, ...lot })),
  }));
}
