import type { Decimal } from '../../common/money/decimal.js';

/** Why stock moved. `true_up` moves a shortfall from its assumed cost to the cost of the goods that covered it. */
export const MOVEMENT_KINDS = [
  'opening',
  'receipt',
  'sale',
  'sale_return',
  'void',
  'adjustment',
  'damaged',
  'discarded',
  'true_up',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** What becomes of goods that come back: `damaged` and `discard` are received and written off at once. */
export const DISPOSITIONS = ['restock', 'damaged', 'discard'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Where the stock lies, and whether it may be sold before it is booked in. A SellingPlace or StockPlace fits. */
export interface LedgerPlace {
  location_id: string;
  allow_negative_stock: boolean;
}

/** The document that moves the stock. Its lines are named by each call. */
export interface StockSource {
  /** `sale`, `return`, `restock`, … */
  type: string;
  id: string;
  /** When it happened, by the client's clock. Layers are taken in this order. */
  occurred_at: Date;
  /** `2026-11-20`, in the location's zone. */
  business_date: string;
  actor_id: string;
  reason?: string;
  /** Default: `issue` → sale, `receive` → receipt, `reverse` → sale_return, `adjust` → adjustment. */
  kind?: Exclude<MovementKind, 'true_up' | 'damaged' | 'discarded'>;
}

export interface StockLineRequest {
  /** Id of the document's line; the same product may stand on several lines. */
  line_id: string;
  product_id: string;
  quantity: Decimal;
}

export interface StockReceiptLine extends StockLineRequest {
  /** Per unit, at most 4 decimals. Left out: last cost, else average cost, else the product's cost_price, else 0. */
  unit_cost?: Decimal;
  /** Default `restock`. */
  disposition?: Disposition;
}

export interface StockReversalLine {
  /** The line whose issue (or receipt) is reversed. */
  source_line_id: string;
  /** Id of the reversing line. */
  line_id: string;
  quantity: Decimal;
  /** Default `restock`. */
  disposition?: Disposition;
}

export interface StockAdjustmentLine {
  line_id: string;
  product_id: string;
  /** Signed: found goods above zero, missing goods below. */
  quantity: Decimal;
  /** Of found goods; default as for a receipt. Missing goods leave at the cost of their layers. */
  unit_cost?: Decimal;
}

/** What one line moved: `quantity` and `cost` are always positive, `cost` is exact (7 decimals). */
export interface IssuedLine {
  line_id: string;
  product_id: string;
  quantity: Decimal;
  cost: Decimal;
}

export interface PostedLines {
  lines: IssuedLine[];
}
