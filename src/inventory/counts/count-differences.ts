import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import { missingByState } from '../domain/missing-goods.js';
import { STOCK_STATES, type StockAdjustmentLine, type StockState } from '../ledger/stock-ledger.types.js';
import { DIFFERENCES, LOCK_LEVELS, SERIALS, UNCOUNTED_GOODS } from './count.sql.js';

interface DifferenceRow {
  id: string;
  product_id: string;
  batch_id: string | null;
  batch_number: string | null;
  expiry_date: string | null;
  difference: string;
  sellable: string;
  damaged: string;
  quality_hold: string;
  has_serials: boolean;
}

interface SerialRow {
  id: string;
  serial_number: string;
  outcome: 'missing' | 'found';
  state: StockState;
}

interface UncountedRow {
  product_id: string;
  batch_id: string | null;
  state: StockState;
  quantity: string;
  serial_numbers: string[] | null;
}

function batchOf(row: DifferenceRow): Pick<StockAdjustmentLine, 'batch_id' | 'batch_number' | 'expiry_date'> {
  if (row.batch_id !== null) return { batch_id: row.batch_id };
  return { batch_number: row.batch_number ?? undefined, expiry_date: row.expiry_date ?? undefined };
}

/** One piece found does not make up for another one that is missing. */
function serialLines(row: DifferenceRow, serials: readonly SerialRow[]): StockAdjustmentLine[] {
  const { product_id } = row;
  const own = serials.filter((serial) => serial.id === row.id);
  return STOCK_STATES.flatMap((state) =>
    (['missing', 'found'] as const).flatMap((outcome) => {
      const meant = own.filter((serial) => serial.outcome === outcome && serial.state === state);
      if (meant.length === 0) return [];
      const serial_numbers = meant.map(({ serial_number }) => serial_number);
      const quantity = new Decimal(outcome === 'missing' ? -meant.length : meant.length);
      return [{ line_id: newId(), product_id, quantity, serial_numbers, state, ...batchOf(row) }];
    }),
  );
}

function linesOf(row: DifferenceRow, serials: readonly SerialRow[]): StockAdjustmentLine[] {
  if (row.has_serials) return serialLines(row, serials);
  const difference = new Decimal(row.difference);
  const { product_id } = row;
  if (difference.isZero()) return [];
  if (difference.isPositive())
    return [{ line_id: newId(), product_id, quantity: difference, ...batchOf(row) }];
  const present = {
    sellable: new Decimal(row.sellable),
    damaged: new Decimal(row.damaged),
    quality_hold: new Decimal(row.quality_hold),
  };
  return missingByState(difference.abs(), present).map(({ state, quantity }) => ({
    line_id: newId(),
    product_id,
    quantity: quantity.negated(),
    state,
    ...batchOf(row),
  }));
}

function zeroLine({
  product_id,
  batch_id,
  state,
  quantity,
  serial_numbers,
}: UncountedRow): StockAdjustmentLine {
  return {
    line_id: newId(),
    product_id,
    quantity: new Decimal(quantity).negated(),
    state,
    batch_id: batch_id ?? undefined,
    serial_numbers: serial_numbers ?? undefined,
  };
}

/**
 * What a count books: for each line, what was counted less what the books said at that instant. All levels are locked
 * first, so that sales which are being written now are either seen or come after. At most four statements, however many
 * lines.
 */
export async function countDifferences(
  tx: Tx,
  count: { id: string; location_id: string; uncounted: 'leave' | 'zero' },
): Promise<StockAdjustmentLine[]> {
  const params = [count.id, count.location_id];
  await query(tx, LOCK_LEVELS, params);
  const rows = await query<DifferenceRow>(tx, DIFFERENCES, params);
  const serials = rows.some(({ has_serials }) => has_serials)
    ? await query<SerialRow>(tx, SERIALS, params)
    : [];
  const counted = rows.flatMap((row) => linesOf(row, serials));
  if (count.uncounted === 'leave') return counted;
  const uncounted = await query<UncountedRow>(tx, UNCOUNTED_GOODS, params);
  return [...counted, ...uncounted.map(zeroLine)];
}
