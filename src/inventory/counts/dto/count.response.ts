import { StockDocumentResponse, headOfRow, type HeaderRow } from '../../lines/stock-document.response.js';
import type { CountScope, Uncounted } from '../stock-count.entity.js';

export interface CountRow extends HeaderRow {
  scope: CountScope;
  category_id: string | null;
  is_blind: boolean;
  uncounted: Uncounted;
  entry_count: number;
  counted_products: number;
}

/** A stock count: what is counted, and how far it is. */
export class CountResponse extends StockDocumentResponse {
  /** @example category */
  scope: CountScope;
  category_id: string | null;
  is_blind: boolean;
  /**
   * What became of goods that nobody counted, once it is posted.
   * @example leave
   */
  uncounted: Uncounted;
  /** @example 120 */
  entry_count: number;
  /** @example 84 */
  counted_products: number;

  static from(this: void, row: CountRow): CountResponse {
    const { scope, category_id, is_blind, uncounted, entry_count, counted_products } = row;
    return { ...headOfRow(row), scope, category_id, is_blind, uncounted, entry_count, counted_products };
  }
}

export interface CountEntryRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  counted_quantity: string;
  batch_number: string | null;
  expiry_date: string | null;
  serial_numbers: string[] | null;
  area: string;
  counted_at: Date;
  counted_by: string;
  is_current: boolean;
  created_at: Date;
}

export class CountEntryResponse {
  id: string;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /**
   * In the product's own unit.
   * @example 42
   */
  counted_quantity: number;
  /** @example L2411 */
  batch_number: string | null;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** @example ["SN-1001"] */
  serial_numbers: string[] | null;
  /** @example Shelf 4 */
  area: string;
  counted_at: Date;
  counted_by: string;
  /** False once the area was counted again. */
  is_current: boolean;
  created_at: Date;

  static from(this: void, row: CountEntryRow): CountEntryResponse {
    return { ...row, counted_quantity: Number(row.counted_quantity) };
  }
}

export interface CountLineRow {
  id: string;
  product_id: string;
  sku: string;
  name: string;
  batch_number: string | null;
  expiry_date: string | null;
  counted: string;
  areas: number;
  counted_at: Date;
  expected: string;
  difference: string;
  difference_cost: string;
}

/** What was counted of a product (and batch) over all areas, and what the books said at that instant. */
export class CountLineResponse {
  id: string;
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /** @example L2411 */
  batch_number: string | null;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** @example 42 */
  counted_quantity: number;
  /** @example 2 */
  areas: number;
  /** The instant that the count speaks of: the last time one of its areas was counted. */
  counted_at: Date;
  /**
   * On the books at `counted_at`. Left out for those who count blind.
   * @example 44
   */
  expected_quantity?: number;
  /** @example -2 */
  difference?: number;
  /**
   * At average cost; only with costs:read.
   * @example -13
   */
  difference_cost?: number;

  static from(this: void, row: CountLineRow, sees: { expected: boolean; costs: boolean }): CountLineResponse {
    const { counted, expected, difference, difference_cost, ...rest } = row;
    const books = { expected_quantity: Number(expected), difference: Number(difference) };
    return {
      ...rest,
      counted_quantity: Number(counted),
      ...(sees.expected ? books : {}),
      ...(sees.expected && sees.costs ? { difference_cost: Number(difference_cost) } : {}),
    };
  }
}
