import { Injectable } from '@nestjs/common';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { LOW_STOCK_REACHED, type LowStockReached } from '../events/low-stock-reached.js';
import { postedLines, refuseIfShort, type OutcomeRow } from './ledger-outcome.js';
import type {
  LedgerPlace,
  MovementKind,
  PostedLines,
  StockAdjustmentLine,
  StockLineRequest,
  StockReceiptLine,
  StockReversalLine,
  StockSource,
} from './stock-ledger.types.js';

const SOURCE = `ROW($1, $2, $3, $4, $5, $6, $7)::stock_source, $8::uuid, $9::boolean`;
const ISSUE = `SELECT * FROM stock_issue(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[])`;
const RECEIVE = `
  SELECT * FROM stock_receive(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[], $13::numeric(19,4)[], $14::text[])`;
const REVERSE = `
  SELECT * FROM stock_reverse(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[], $13::text[])`;

type PostableLine = Pick<StockLineRequest, 'line_id' | 'quantity'>;

function sourceValues(place: LedgerPlace, source: StockSource, kind: MovementKind): unknown[] {
  const { type, id, reason, actor_id, occurred_at, business_date } = source;
  const document = [source.kind ?? kind, type, id, reason ?? null, actor_id, occurred_at, business_date];
  return [...document, place.location_id, place.allow_negative_stock];
}

/**
 * The only writer of stock. Every call is one statement for all its lines, inside the caller's transaction, and locks
 * the level rows it touches in product order until commit; each product's movements, cost layers and level change
 * together or not at all. Quantities have at most 3 decimals, costs 4, values 7 (exact, never rounded). Only products
 * that are stocked may be passed.
 */
@Injectable()
export class StockLedger {
  constructor(private readonly events: Events) {}

  /**
   * Takes goods out, oldest layers first, and answers what each line cost. Where the place allows it, goods that are
   * not there leave at an assumed cost, settled when the next ones come in. Throws InsufficientStock (409) naming
   * every short product; then nothing was written. Publishes LowStockReached once per crossing.
   */
  async issue(
    tx: Tx,
    place: LedgerPlace,
    lines: StockLineRequest[],
    source: StockSource,
  ): Promise<PostedLines> {
    return this.post(tx, lines, ISSUE, [
      ...sourceValues(place, source, 'sale'),
      lines.map((line) => line.line_id),
      lines.map((line) => line.product_id),
      lines.map((line) => line.quantity.toFixed()),
    ]);
  }

  /** Takes goods in, a cost layer per line, after settling what was sold before it came. */
  async receive(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReceiptLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    return this.post(tx, lines, RECEIVE, [
      ...sourceValues(place, source, 'receipt'),
      lines.map((line) => line.line_id),
      lines.map((line) => line.product_id),
      lines.map((line) => line.quantity.toFixed()),
      lines.map((line) => line.unit_cost?.toFixed() ?? null),
      lines.map((line) => line.disposition ?? 'restock'),
    ]);
  }

  /**
   * Undoes posted lines, wholly or in part, without asking today's prices. An issued line gives its goods back to the
   * very layers they came from, last taken first, at the cost they left at (at another location: into new layers of
   * the same cost). A received line takes its goods out of its layer again. Throws ReturnExceedsIssue when more would
   * come back than the line moved less what was reversed before, and ReceiptAlreadyConsumed (both 409).
   */
  async reverse(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReversalLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    return this.post(tx, lines, REVERSE, [
      ...sourceValues(place, source, 'sale_return'),
      lines.map((line) => line.source_line_id),
      lines.map((line) => line.line_id),
      lines.map((line) => line.quantity.toFixed()),
      lines.map((line) => line.disposition ?? 'restock'),
    ]);
  }

  /** Books differences found: goods above zero in (as `receive`), below zero out (as `issue`, same refusals). */
  async adjust(
    tx: Tx,
    place: LedgerPlace,
    lines: StockAdjustmentLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    const adjustment: StockSource = { ...source, kind: source.kind ?? 'adjustment' };
    const missing = lines.filter((line) => line.quantity.isNegative());
    const found = lines.filter((line) => line.quantity.isPositive());
    const taken = missing.map((line) => ({ ...line, quantity: line.quantity.abs() }));
    const out = await this.issue(tx, place, taken, adjustment);
    const back = await this.receive(tx, place, found, adjustment);
    return { lines: [...out.lines, ...back.lines] };
  }

  private async post(
    tx: Tx,
    lines: readonly PostableLine[],
    text: string,
    values: unknown[],
  ): Promise<PostedLines> {
    if (lines.length === 0) return { lines: [] };
    if (lines.some(({ quantity }) => quantity.lessThanOrEqualTo(0)))
      throw new RangeError('A line moves more than nothing');
    const rows = await query<OutcomeRow>(tx, text, values);
    refuseIfShort(rows);
    for (const row of rows.filter(({ outcome }) => outcome === 'low')) {
      await this.events.publish(tx, {
        type: LOW_STOCK_REACHED,
        product_id: row.product_id,
        location_id: row.location_id,
        on_hand: row.quantity,
        min_stock_level: row.amount,
      } satisfies LowStockReached);
    }
    return { lines: postedLines(lines, rows) };
  }
}
