import { Injectable } from '@nestjs/common';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import type { Decimal } from '../../common/money/decimal.js';
import * as sql from './ledger-statements.js';
import { LedgerPosting } from './ledger-posting.js';
import {
  documentValues,
  goodsValues,
  lineValues,
  reservationValues,
  serialValues,
  sourceValues,
} from './ledger-values.js';
import type {
  AddedCost,
  BatchCorrection,
  LedgerPlace,
  PostedLines,
  StockAdjustmentLine,
  StockIssueLine,
  StockLineRequest,
  StockReceiptLine,
  StockReservationLine,
  StockRestatement,
  StockReversalLine,
  StockSelection,
  StockSource,
} from './stock-ledger.types.js';

function assertMoving(lines: readonly { quantity: Decimal }[]): void {
  if (lines.some(({ quantity }) => quantity.lessThanOrEqualTo(0)))
    throw new RangeError('A line moves more than nothing');
}

/**
 * The only writer of stock. Every call is one statement for all its lines, inside the caller's transaction, and locks
 * the level rows it touches in the order (product, location) until commit; each product's movements, cost layers and
 * level change together or not at all. Everything is decided before the first of it is written. Quantities have at most
 * 3 decimals, costs 4, values 7 (exact, never rounded). Only products that are stocked may be passed.
 *
 * Every posting may throw LotRefused (SERIAL_NUMBERS_REQUIRED, SERIAL_NUMBER_NOT_HERE, …) and PERIOD_CLOSED, and
 * publishes LowStockReached once per crossing and, unless it only takes out, CostChanged for products whose average
 * cost moved.
 */
@Injectable()
export class StockLedger {
  private readonly posting: LedgerPosting;

  constructor(events: Events) {
    this.posting = new LedgerPosting(events);
  }

  /**
   * Takes goods out in the order of the place (oldest first, or first to expire), or those that a line selects, and
   * answers what each line cost. Where the place allows it, goods that are not there leave at an assumed cost, settled
   * when the next ones come in. Sales and transfers take no expired goods. Throws InsufficientStock (409) naming every
   * short product; then nothing was written.
   */
  async issue(
    tx: Tx,
    place: LedgerPlace,
    lines: StockIssueLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    assertMoving(lines);
    return this.posting.run(tx, lines, sql.ISSUE, [
      ...sourceValues(place, source, 'sale'),
      ...lineValues(lines),
    ]);
  }

  /**
   * Takes goods in, a cost layer per line (two for some total costs; one per unit with a serial number), after settling
   * what was sold before it came. A line's id may be used again once its goods were taken back.
   */
  async receive(
    tx: Tx,
    place: LedgerPlace,
    lines: (StockReceiptLine & { batch_id?: string })[],
    source: StockSource,
  ): Promise<PostedLines> {
    assertMoving(lines);
    return this.posting.run(tx, lines, sql.TAKE_IN, [
      ...sourceValues(place, source, 'receipt'),
      ...goodsValues(lines),
    ]);
  }

  /**
   * Undoes posted lines, wholly or in part, without asking today's prices. An issued line gives its goods back to the
   * very layers they came from, last taken first, at the cost they left at (at another location: into new layers of
   * the same cost, batch and serial number). A received line takes its goods out again, from whatever layers it has there
   * by now. Throws ReturnExceedsIssue when more would come back than the line moved less what was reversed before, and
   * ReceiptAlreadyConsumed (both 409).
   */
  async reverse(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReversalLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    assertMoving(lines);
    return this.posting.run(tx, lines, sql.TAKE_BACK, [
      ...sourceValues(place, source, 'sale_return'),
      lines.map((line) => line.source_line_id),
      lines.map((line) => line.line_id),
      lines.map((line) => line.quantity.toFixed()),
      lines.map((line) => line.disposition ?? 'restock'),
      serialValues(lines),
    ]);
  }

  /** Books differences found: goods above zero in (as `receive`), below zero out (as `issue`, same refusals). */
  async adjust(
    tx: Tx,
    place: LedgerPlace,
    lines: StockAdjustmentLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    const values = sourceValues(place, source, 'adjustment');
    const missing = lines.filter((line) => line.quantity.isNegative());
    const found = lines.filter((line) => !line.quantity.isNegative());
    assertMoving(found);
    const taken = missing.map((line) => ({ ...line, quantity: line.quantity.abs() }));
    const out = await this.posting.run(tx, taken, sql.TAKE_OUT, [...values, ...lineValues(taken)]);
    const back = await this.posting.run(tx, found, sql.TAKE_IN, [...values, ...goodsValues(found)]);
    return { lines: [...out.lines, ...back.lines], taken: [...out.taken, ...back.taken] };
  }

  /**
   * Moves goods from one place to another as what they are: cost, batch, serial number, state and the time they came
   * stay. Under the same line they leave as `transfer_out` and come as `transfer_in`; what came under a line leaves by
   * `origin_line_id` again, back as well as on. Refuses as `issue` does; takes nothing that is not there, whatever the
   * place allows.
   */
  async transfer(
    tx: Tx,
    { from, to }: { from: LedgerPlace; to: LedgerPlace },
    lines: (StockLineRequest & StockSelection)[],
    source: StockSource,
  ): Promise<PostedLines> {
    assertMoving(lines);
    if (from.location_id === to.location_id) throw new RangeError('A transfer needs two places');
    const places = [to.location_id, from.location_id];
    const values = [...documentValues(source, 'transfer_out'), ...places, ...lineValues(lines)];
    return this.posting.run(tx, lines, sql.TRANSFER, values);
  }

  /** Puts goods into another state where they lie. They still belong to the delivery that brought them. */
  async restate(
    tx: Tx,
    place: LedgerPlace,
    lines: StockRestatement[],
    source: StockSource,
  ): Promise<PostedLines> {
    assertMoving(lines);
    return this.posting.run(tx, lines, sql.RESTATE, [
      ...documentValues({ ...source, kind: 'restated' }, 'restated'),
      place.location_id,
      ...lineValues(lines),
      lines.map((line) => line.to_state),
    ]);
  }

  /**
   * Adds to the cost of goods that came in under lines, after the fact and wherever they are by now. What is left is
   * revalued, what left stock gets the difference under the line that took it; to the last digit, and posted today.
   * Throws NothingToCost and CostBelowZero.
   */
  async addCost(tx: Tx, lines: AddedCost[], source: StockSource): Promise<PostedLines> {
    return this.posting.run(tx, lines, sql.ADD_COST, [
      ...documentValues({ ...source, kind: undefined }, 'revaluation'),
      lines.map((line) => line.source_line_id),
      lines.map((line) => line.line_id),
      lines.map((line) => line.amount.toFixed()),
    ]);
  }

  /** Promises goods that may be sold on the day. Throws InsufficientStock; then nothing is promised. */
  async reserve(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReservationLine[],
    { actor_id, business_date }: Pick<StockSource, 'actor_id' | 'business_date'>,
  ): Promise<void> {
    assertMoving(lines);
    const named = lines.map((line) => ({ line_id: line.reservation_id }));
    const whose = [place.location_id, place.allow_negative_stock, actor_id, business_date];
    await this.posting.run(tx, named, sql.RESERVE, [...whose, ...reservationValues(lines)]);
  }

  /** Ends promises; answers those that were still held. */
  async release(tx: Tx, reservation_ids: readonly string[], why?: string): Promise<string[]> {
    const rows = await query<{ id: string }>(tx, sql.RELEASE, [reservation_ids, why ?? null]);
    return rows.map(({ id }) => id);
  }

  /** Ends up to `limit` promises whose time is over at `at`; answers them. */
  async releaseDue(tx: Tx, at: Date, limit: number): Promise<string[]> {
    const rows = await query<{ id: string }>(tx, sql.RELEASE_DUE, [at, limit]);
    return rows.map(({ id }) => id);
  }

  /** Puts what is there of products whose batches are tracked by now, but has none, into one batch of unknown contents. */
  async trackBatches(tx: Tx, product_ids: readonly string[], source: StockSource): Promise<void> {
    const values = documentValues({ ...source, kind: 'restated' }, 'restated');
    await this.posting.run(tx, [{ line_id: source.id }], sql.TRACK_BATCHES, [...values, product_ids]);
  }

  /** Corrects a batch's number or date, also in what is left of it. A violation of uq_stock_batches_number passes through. */
  async correctBatch(tx: Tx, batch_id: string, change: BatchCorrection): Promise<void> {
    const { batch_number, expiry_date } = change;
    const values = [batch_id, batch_number ?? null, expiry_date !== undefined, expiry_date ?? null];
    await query(tx, sql.CORRECT_BATCH, values);
  }
}
