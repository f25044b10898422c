import { newId } from '../../common/database/new-id.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { ResolvedStockLine, StockLineInput } from './resolve-stock-lines.js';

/** A line that may say which goods it means. */
export interface WrittenLine extends StockLineInput {
  batch_number?: string | null;
  expiry_date?: string | null;
}

export interface LineRow {
  id: string;
  document_id: string;
  line_number: number;
  product_id: string;
  quantity: Decimal;
  unit_code: string;
  unit_factor: Decimal;
  batch_number: string | null;
  expiry_date: string | null;
  serial_numbers: string[] | null;
}

/** A line as it is stored, numbered from 1. */
export function lineRow(
  document_id: string,
  { input, product, quantity, unit_code, unit_factor }: ResolvedStockLine<WrittenLine>,
  index: number,
): LineRow {
  return {
    id: newId(),
    document_id,
    line_number: index + 1,
    product_id: product.id,
    quantity,
    unit_code,
    unit_factor,
    batch_number: input.batch_number ?? null,
    expiry_date: input.expiry_date ?? null,
    serial_numbers: input.serial_numbers ? [...input.serial_numbers] : null,
  };
}
