import { Decimal } from '../../common/money/decimal.js';
import type { AsRow } from './columns.js';

/** An entity out of its row: the named columns become decimals, null stays null. */
export function withDecimals<E extends object>(row: AsRow<E>, columns: readonly (keyof E)[]): E {
  const entity = { ...row } as unknown as E;
  for (const column of columns) {
    const value = row[column] as string | null;
    entity[column] = (value === null ? null : new Decimal(value)) as E[keyof E];
  }
  return entity;
}

export const PRICED_DECIMALS = [
  'unit_factor',
  'unit_price',
  'discount_percent',
  'discount_amount',
  'net_amount',
  'tax_rate',
  'tax_amount',
  'total_amount',
] as const;

export const TOTALS_DECIMALS = ['subtotal', 'discount_total', 'tax_total', 'total'] as const;

export const GOODS_COLUMNS = [
  'id',
  'document_id',
  'line_number',
  'product_id',
  'sku',
  'name',
  'packaging_id',
  'unit_code',
  'unit_factor',
  'notes',
] as const;

export const PRICED_COLUMNS = [
  'unit_price',
  'price_source',
  'discount_percent',
  'discount_amount',
  'net_amount',
  'tax_code',
  'tax_rate',
  'tax_amount',
  'total_amount',
] as const;

export const TOTALS_COLUMNS = [
  'prices_include_tax',
  'subtotal',
  'discount_total',
  'tax_total',
  'total',
] as const;
