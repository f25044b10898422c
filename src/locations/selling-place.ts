import { Decimal } from '../common/money/decimal.js';
import type { FieldError } from '../common/errors/domain-error.js';
import type { RoundingLevel, RoundingMode } from '../common/money/rounding.js';
import type { PriceResolution } from './location.entity.js';

/** The register and location of a sale, with every policy that pricing, stock and receipts need. */
export interface SellingPlace {
  location_id: string;
  location_code: string;
  location_name: string;
  register_id: string;
  register_code: string;
  time_zone: string;
  currency: string;
  sale_prices_include_tax: boolean;
  allow_negative_stock: boolean;
  rounding_mode: RoundingMode;
  rounding_level: RoundingLevel;
  /** What cash totals are rounded to (0.05, say); null when every cent is paid. */
  cash_rounding: Decimal | null;
  tax_number: string | null;
  address: string | null;
  receipt_header: string | null;
  receipt_footer: string | null;
  price_resolution: PriceResolution;
  /** Added to the cost where a price follows the cost. */
  default_markup_percent: Decimal;
}

/** Always one row: the place that was asked for, or nulls where there is none. Parameters: location, register. */
export const SELLING_PLACE = `
  SELECT l.is_active AS is_location_active, r.is_active AS is_register_active,
         r.location_id = l.id AS is_register_here, l.cash_rounding, l.default_markup_percent,
         json_build_object(
           'location_id', l.id, 'location_code', l.code, 'location_name', l.name,
           'register_id', r.id, 'register_code', r.code, 'time_zone', l.time_zone, 'currency', l.currency,
           'sale_prices_include_tax', l.sale_prices_include_tax, 'allow_negative_stock', l.allow_negative_stock,
           'rounding_mode', l.rounding_mode, 'rounding_level', l.rounding_level, 'tax_number', l.tax_number,
           'address', l.address, 'receipt_header', l.receipt_header, 'receipt_footer', l.receipt_footer,
           'price_resolution', l.price_resolution) AS place
  FROM (VALUES (1)) AS one
  LEFT JOIN registers given ON given.id = $2::uuid
  LEFT JOIN locations l
    ON l.id = coalesce($1::uuid, given.location_id, (SELECT id FROM locations WHERE is_default)) AND l.type <> 'transit'
  LEFT JOIN registers r
    ON r.id = coalesce($2::uuid, (SELECT id FROM registers WHERE location_id = l.id AND is_default))`;

export interface SellingPlaceRow {
  is_location_active: boolean | null;
  is_register_active: boolean | null;
  is_register_here: boolean | null;
  cash_rounding: string | null;
  default_markup_percent: string;
  /** Complete once `sellingFaults` finds nothing. */
  place: Omit<SellingPlace, 'cash_rounding' | 'default_markup_percent'>;
}

/** Why nothing can be sold or stored at a location, if so; `field` is what named it. */
export function locationFault(
  isActive: boolean | null | undefined,
  field = 'location_id',
): FieldError | undefined {
  if (isActive === true) return undefined;
  return isActive === false
    ? { field, code: 'LOCATION_INACTIVE', message: 'This location is closed.' }
    : { field, code: 'LOCATION_NOT_FOUND', message: 'There is no such location.' };
}

function registerFault(row: SellingPlaceRow, isGiven: boolean): FieldError | undefined {
  const fault = (code: string, message: string): FieldError => ({ field: 'register_id', code, message });
  if (row.is_register_active === null) {
    if (isGiven) return fault('REGISTER_NOT_FOUND', 'There is no such register.');
    const isLocationKnown = row.is_location_active !== null;
    return isLocationKnown ? fault('REGISTER_REQUIRED', 'This location has no default register.') : undefined;
  }
  if (!row.is_register_active) return fault('REGISTER_INACTIVE', 'This register is closed.');
  if (row.is_register_here === false)
    return fault('REGISTER_ELSEWHERE', 'This register belongs to another location.');
  return undefined;
}

/** Everything that forbids selling at this place with this register. */
export function sellingFaults(row: SellingPlaceRow, isRegisterGiven: boolean): FieldError[] {
  const faults = [locationFault(row.is_location_active), registerFault(row, isRegisterGiven)];
  return faults.filter((fault) => fault !== undefined);
}

export function sellingPlaceOf(row: SellingPlaceRow): SellingPlace {
  return {
    ...row.place,
    cash_rounding: row.cash_rounding === null ? null : new Decimal(row.cash_rounding),
    default_markup_percent: new Decimal(row.default_markup_percent),
  };
}
