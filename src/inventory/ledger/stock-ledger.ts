import { Injectable } from '@nestjs/common';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { COST_CHANGED, type CostChanged } from '../events/cost-changed.js';
import { LOW_STOCK_REACHED, type LowStockReached } from '../events/low-stock-reached.js';
import { refuseClosedPeriod } from '../periods/period.errors.js';
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
const ISSUED = `stock_issue(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[])`;
const ISSUE = `SELECT * FROM ${ISSUED}`;
const RECEIVE = `stock_receive(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[], $13::numeric(19,4)[], $14::text[])`;
const REVERSE = `stock_reverse(${SOURCE}, $10::uuid[], $11::uuid[], $12::numeric(14,3)[], $13::text[])`;

/** A posting, and after it the products whose average cost is another one than before. Never around a sale. */
function recosting(products: string, posting: string): string {
  return `
    SELECT posted.* FROM stock_costs(${products}, $8::uuid) AS before(costs), LATERAL (
      SELECT * FROM ${posting} UNION ALL SELECT * FROM stock_recosted(before.costs, $8::uuid)) AS posted`;
}

const TAKE_OUT = recosting('$11::uuid[]', ISSUED);
const TAKE_IN = recosting('$11::uuid[]', RECEIVE);
const TAKE_BACK = recosting('stock_products($10::uuid[])', REVERSE);

type PostableLine = Pick<StockLineRequest, 'line_id' | 'quantity'>;

function sourceValues(place: LedgerPlace, source: StockSource, kind: MovementKind): unknown[] {
  const { type, id, reason, actor_id, occurred_at, business_date } = source;
  const document = [source.kind ?? kind, type, id, reason ?? null, actor_id, occurred_at, business_date];
  return [...document, place.location_id, place.allow_negative_stock];
}

function issueValues(place: LedgerPlace, lines: readonly StockLineRequest[], source: StockSource): unknown[] {
  return [
    ...sourceValues(place, source, 'sale'),
    lines.map((line) => line.line_id),
    lines.map((line) => line.product_id),
    lines.map((line) => line.quantity.toFixed()),
  ];
}

function receiptValues(
  place: LedgerPlace,
  lines: readonly StockReceiptLine[],
  source: StockSource,
): unknown[] {
  return [
    ...sourceValues(place, source, 'receipt'),
    lines.map((line) => line.line_id),
    lines.map((line) => line.product_id),
    lines.map((line) => line.quantity.toFixed()),
    lines.map((line) => line.unit_cost?.toFixed() ?? null),
    lines.map((line) => line.disposition ?? 'restock'),
  ];
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
    const issued = await this.post(tx, lines, ISSUE, issueValues(place, lines, source));
    return { lines: issued.lines };
  }

  /**
   * Takes goods in, a cost layer per line, after settling what was sold before it came. Publishes CostChanged for the
   * products whose average cost moved.
   */
  async receive(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReceiptLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    const received = await this.post(tx, lines, TAKE_IN, receiptValues(place, lines, source));
    await this.announceCosts(tx, place, received.recosted);
    return { lines: received.lines };
  }

  /**
   * Undoes posted lines, wholly or in part, without asking today's prices. An issued line gives its goods back to the
   * very layers they came from, last taken first, at the cost they left at (at another location: into new layers of
   * the same cost). A received line takes its goods out of its layer again. Throws ReturnExceedsIssue when more would
   * come back than the line moved less what was reversed before, and ReceiptAlreadyConsumed (both 409). Publishes
   * CostChanged as `receive` does.
   */
  async reverse(
    tx: Tx,
    place: LedgerPlace,
    lines: StockReversalLine[],
    source: StockSource,
  ): Promise<PostedLines> {
    const reversed = await this.post(tx, lines, TAKE_BACK, [
      ...sourceValues(place, source, 'sale_return'),
      lines.map((line) => line.source_line_id),
      lines.map((line) => line.line_id),
      lines.map((line) => line.quantity.toFixed()),
      lines.map((line) => line.disposition ?? 'restock'),
    ]);
    await this.announceCosts(tx, place, reversed.recosted);
    return { lines: reversed.lines };
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
    const out = await this.post(tx, taken, TAKE_OUT, issueValues(place, taken, adjustment));
    const back = await this.post(tx, found, TAKE_IN, receiptValues(place, found, adjustment));
    await this.announceCosts(tx, place, [...out.recosted, ...back.recosted]);
    return { lines: [...out.lines, ...back.lines] };
  }

  private async announceCosts(
    tx: Tx,
    { location_id }: LedgerPlace,
    recosted: readonly string[],
  ): Promise<void> {
    if (recosted.length === 0) return;
    const product_ids = [...new Set(recosted)];
    await this.events.publish<CostChanged>(tx, { type: COST_CHANGED, location_id, product_ids });
  }

  private async post(
    tx: Tx,
    lines: readonly PostableLine[],
    text: string,
    values: unknown[],
  ): Promise<PostedLines & { recosted: string[] }> {
    if (lines.length === 0) return { lines: [], recosted: [] };
    if (lines.some(({ quantity }) => quantity.lessThanOrEqualTo(0)))
      throw new RangeError('A line moves more than nothing');
    const rows = await query<OutcomeRow>(tx, text, values).catch(refuseClosedPeriod);
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
    const recosted = rows.filter(({ outcome }) => outcome === 'recosted');
    return { lines: postedLines(lines, rows), recosted: recosted.map((row) => row.product_id) };
  }
}
