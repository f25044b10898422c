import type { Decimal } from '../../common/money/decimal.js';

/**
 * Why stock moved. `true_up` moves a shortfall from its assumed cost to the cost of the goods that covered it, and what
 * was sold of goods whose cost became known later; `revaluation` does the same for what is left of them. `restated` moves
 * goods into another state or batch without moving them on the shelf.
 */
export const MOVEMENT_KINDS = [
  'opening',
  'receipt',
  'receipt_reversal',
  'sale',
  'sale_return',
  'void',
  'adjustment',
  'count',
  'damaged',
  'discarded',
  'true_up',
  'revaluation',
  'restated',
  'transfer_out',
  'transfer_in',
  'transfer_loss',
  'supplier_return',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** What becomes of goods that come back: `damaged` and `discard` are received and written off at once. */
export const DISPOSITIONS = ['restock', 'damaged', 'discard'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What may be done with goods that are there: only sellable ones leave by a sale, a transfer or a reservation. */
export const STOCK_STATES = ['sellable', 'quality_hold', 'damaged'] as const;
export type StockState = (typeof STOCK_STATES)[number];

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
  kind?: Exclude<MovementKind, 'true_up' | 'damaged' | 'discarded' | 'revaluation'>;
}

export interface StockLineRequest {
  /** Id of the document's line; the same product may stand on several lines. */
  line_id: string;
  product_id: string;
  /** In base units. */
  quantity: Decimal;
}

/** Which goods a line takes, where it is not left to the location's order (FIFO or FEFO). */
export interface StockSelection {
  /** Of this batch only. */
  batch_id?: string;
  /** Exactly these, as many as `quantity`; needed for products whose serial numbers are tracked. */
  serial_numbers?: readonly string[];
  /** Only what came in under this line: a transfer receives what it sent. */
  origin_line_id?: string;
  /** Default `sellable`. */
  state?: StockState;
}

export interface StockIssueLine extends StockLineRequest, StockSelection {
  /** The promise that this line keeps: what it holds is available to this line, and is consumed. */
  reservation_id?: string;
}

export interface StockReceiptLine extends StockLineRequest {
  /** Per unit, at most 4 decimals. Left out: last cost, else average cost, else the product's cost_price, else 0. */
  unit_cost?: Decimal;
  /** Instead of `unit_cost`: what the whole line cost, at most 4 decimals; kept exactly, in two layers where it must be. */
  total_cost?: Decimal;
  /** Default `restock`. */
  disposition?: Disposition;
  /** Of a product whose batches are tracked. Left out: made up by the location's rule. */
  batch_number?: string;
  /** `2027-03-31` */
  expiry_date?: string;
  /** As many as `quantity`, of a product whose serial numbers are tracked. */
  serial_numbers?: readonly string[];
  /** Default `sellable`. */
  state?: StockState;
}

export interface StockReversalLine {
  /** The line whose issue (or receipt) is reversed. */
  source_line_id: string;
  /** Id of the reversing line. */
  line_id: string;
  quantity: Decimal;
  /** Default `restock`. */
  disposition?: Disposition;
  /** Which of the line's serial numbers come back. */
  serial_numbers?: readonly string[];
}

export interface StockAdjustmentLine {
  line_id: string;
  product_id: string;
  /** Signed: found goods above zero, missing goods below. */
  quantity: Decimal;
  /** Of found goods; default as for a receipt. Missing goods leave at the cost of their layers. */
  unit_cost?: Decimal;
  /** Of found goods the batch they are booked into, of missing goods the one they are taken from. */
  batch_id?: string;
  batch_number?: string;
  expiry_date?: string;
  serial_numbers?: readonly string[];
  /** Default `sellable`. */
  state?: StockState;
}

/** Goods that change their state where they lie. */
export interface StockRestatement extends StockLineRequest, StockSelection {
  to_state: StockState;
}

/** What is added to the cost of goods that came in under a line, after the fact. */
export interface AddedCost {
  /** The line of the receipt. */
  source_line_id: string;
  /** Id of the line that adds it. */
  line_id: string;
  /** At most 4 decimals, below zero for a rebate; the cost may not become negative. */
  amount: Decimal;
}

/** What one line moved: `quantity` and `cost` are always positive, `cost` is exact (7 decimals). */
export interface IssuedLine {
  line_id: string;
  product_id: string;
  quantity: Decimal;
  cost: Decimal;
}

/** One layer that goods were taken from, or are in: what a document may show of batch, serial number and cost. */
export interface TakenLayer {
  line_id: string;
  product_id: string;
  layer_id: string;
  batch_id: string | null;
  batch_number: string | null;
  /** `2027-03-31` */
  expiry_date: string | null;
  serial_number: string | null;
  quantity: Decimal;
  unit_cost: Decimal;
}

export interface PostedLines {
  lines: IssuedLine[];
  /** The same by layer: where goods came from, came back to, or are now. */
  taken: TakenLayer[];
}

/** Goods to be promised. */
export interface StockReservationLine {
  reservation_id: string;
  product_id: string;
  quantity: Decimal;
  /** Of this batch; left out: of any. */
  batch_id?: string;
  owner_type: string;
  owner_id: string;
  expires_at?: Date;
}

/** Left out: as it is. `expiry_date: null` is a batch that does not expire. */
export interface BatchCorrection {
  batch_number?: string;
  expiry_date?: string | null;
}
