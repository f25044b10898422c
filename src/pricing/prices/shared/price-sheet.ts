import type { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { FieldError } from '../../../common/errors/domain-error.js';
import type { PriceMethod } from '../price-method.js';

/** What one price refers to and how it comes about, for looking up whether it can be kept. */
export interface PriceClaim {
  location_id?: string | null;
  product_id?: string | null;
  packaging_id?: string | null;
  price_group_id?: string | null;
  method: PriceMethod;
  /** The stated price. */
  fixed?: number | null;
  markup_percent?: number | null;
  discount_percent?: number;
}

/** What is known of a claim; numerics as text. */
export interface PriceTerms {
  /** The location exists, or none was named. */
  has_location: boolean;
  has_price_group: boolean;
  has_packaging: boolean;
  /** The product, also that of a packaging; null when there is no such product. */
  product_id: string | null;
  currency: string;
  /** Of the currency. */
  digits: number;
  /** What the method makes of it; null while there is no cost to follow. */
  effective_price: string | null;
  /** The cost that the price follows, of what is sold; null when it follows none. */
  cost_basis: string | null;
}

/** Columns of a table as they are written; numerics as numbers or text. */
export type PriceValues = Record<string, string | number | boolean | null>;

/**
 * One kind of price. Their rules differ in what they are keyed by and how a row comes about; keeping them (checks,
 * history, audit, many at once) does not.
 */
export interface PriceSheet<Dto extends object, E extends MutableEntity> {
  /** For errors, and with underscores for the audit: `group price`. */
  what: string;
  entity: new () => E;
  table: string;
  /** The unique constraint of its key. */
  constraint: string;
  /** Key columns besides the location; none is ever null. */
  key: readonly string[];
  /** Every column that is written, but the id, with its SQL type. */
  columns: Readonly<Record<string, string>>;
  claim(dto: Dto): PriceClaim;
  /** The column, as callers know it, of the stated price; its decimals are checked. */
  stated: keyof Dto & string;
  /** What is wrong with the fields of one price taken together. */
  problems(dto: Dto): FieldError[];
  /** The row that is written. */
  values(dto: Dto, terms: PriceTerms): PriceValues;
  /** What a caller would send to get this row. */
  dtoOf(row: E): Dto;
}
