import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { DomainError } from '../../../src/common/errors/domain-error.js';
import type { Decimal } from '../../../src/common/money/decimal.js';
import type { LedgerPlace, StockSource } from '../../../src/inventory/index.js';
import { TRANSIT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { d, source, type LedgerHarness } from './ledger-harness.js';
import { written } from './ledger-fingerprint.js';
import { partOf, type Step, type StepOf } from './ledger-lots-steps.js';

export interface PlayGround {
  h: LedgerHarness;
  /** Plain, with batches, with serial numbers. */
  products: string[];
  shop: LedgerPlace;
  store: LedgerPlace;
}

const TRANSIT: LedgerPlace = { location_id: TRANSIT_LOCATION_ID, allow_negative_stock: false };
const BATCHES = ['2027-01-01', '2026-11-01', undefined];
const UNITS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

interface Played {
  line_id: string;
  product_id: string;
  quantity: Decimal;
  serial_numbers?: string[];
}

type Lot = Pick<StepOf<'issue'>, 'product' | 'quantity' | 'batch' | 'units' | 'state'>;

/** Plays steps in one transaction; the ledger's own refusals are part of the game, and leave nothing behind. */
export class LotPlayer {
  private readonly received: Played[] = [];
  private readonly issued: Played[] = [];
  private readonly shipped: Played[] = [];
  private readonly promises: string[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly ground: PlayGround,
  ) {}

  /** Something of everything, so that little is refused for want of goods. */
  async stockUp(): Promise<void> {
    const [plain, dated, numbered] = this.ground.products as [string, string, string];
    const goods = [
      { product_id: plain, quantity: d(4), unit_cost: d('1.2345') },
      { product_id: plain, quantity: d('2.5'), total_cost: d('7.0001') },
      { product_id: dated, quantity: d(5), unit_cost: d(2), batch_number: 'B0', expiry_date: BATCHES[0] },
      { product_id: dated, quantity: d(3), unit_cost: d(3), batch_number: 'B1', expiry_date: BATCHES[1] },
      {
        product_id: dated,
        quantity: d(4),
        total_cost: d(10),
        batch_number: 'B2',
        state: 'quality_hold' as const,
      },
      { product_id: dated, quantity: d(4), unit_cost: d(4) },
      { product_id: numbered, quantity: d(6), total_cost: d('20.0003'), serial_numbers: UNITS.slice(0, 6) },
    ].map((each) => ({ ...each, line_id: newId() }));
    await this.ground.h.ledger.receive(this.tx, this.ground.shop, goods, this.source('restock', 'opening'));
    this.received.push(...goods);
  }

  async play(step: Step): Promise<void> {
    const before = await written(this.tx);
    try {
      await this.take(step);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(await written(this.tx)).toEqual(before);
    }
  }

  private take(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'receive':
        return this.receive(step);
      case 'issue':
        return this.issue(step);
      case 'adjust':
        return this.adjust(step);
      case 'ship':
        return this.ship(step);
      case 'arrive':
        return this.arrive(step);
      case 'restate':
        return this.restate(step);
      case 'reserve':
        return this.reserve(step);
      case 'release':
        return this.release(step);
      case 'reverse':
        return this.takeBack(this.issued, step, this.ground[step.at], step.disposition);
      case 'unreceive':
        return this.takeBack(this.received, step, this.ground.shop);
      case 'correct':
        return this.correct(step);
      case 'cost':
        return this.addCost(step);
      default:
        return step satisfies never;
    }
  }

  private line({ product, quantity, units }: Lot): Played {
    const serial_numbers = UNITS.slice(units, units + quantity);
    const line_id = newId();
    const product_id = this.ground.products[product]!;
    if (product === 2) return { line_id, product_id, quantity: d(serial_numbers.length), serial_numbers };
    // Weighed goods: the plain product comes in thirds.
    return { line_id, product_id, quantity: product === 0 ? d(quantity).times('0.333') : d(quantity) };
  }

  private async batchOf({ product, batch }: Lot): Promise<{ batch_id?: string }> {
    if (product !== 1 || batch === null) return {};
    const found = `SELECT id FROM stock_batches WHERE product_id = $1::uuid AND batch_number = $2`;
    const [row] = await query<{ id: string }>(this.tx, found, [this.ground.products[1], `B${batch}`]);
    return row === undefined ? {} : { batch_id: row.id };
  }

  private lotOf({ batch, state }: Lot) {
    if (batch === null) return { state };
    return { state, batch_number: `B${batch}`, expiry_date: BATCHES[batch] };
  }

  /** Expired goods come in by the opening only. */
  private source(type: string, kind?: StockSource['kind']): StockSource {
    return source({ type, kind });
  }

  private async receive(step: StepOf<'receive'>): Promise<void> {
    const line = this.line(step);
    const cost = step.isTotal ? { total_cost: step.cost } : { unit_cost: step.cost };
    const lines = [{ ...line, ...this.lotOf(step), ...cost }];
    const kind = step.batch === 1 ? 'opening' : 'receipt';
    const posted = await this.ground.h.ledger.receive(
      this.tx,
      this.ground[step.at],
      lines,
      this.source('restock', kind),
    );
    if (step.isTotal) expect(posted.lines[0]!.cost.toFixed()).toBe(step.cost.toFixed());
    this.received.push(line);
  }

  private async issue(step: StepOf<'issue'>): Promise<void> {
    const line = this.line(step);
    const reservation_id =
      step.promise === null ? undefined : this.promises[step.promise % (this.promises.length || 1)];
    const lines = [{ ...line, ...(await this.batchOf(step)), state: step.state, reservation_id }];
    await this.ground.h.ledger.issue(this.tx, this.ground[step.at], lines, this.source('sale'));
    this.issued.push(line);
  }

  private async adjust(step: StepOf<'adjust'>): Promise<void> {
    const { quantity, ...line } = this.line(step);
    const lot = step.isDown ? { ...(await this.batchOf(step)), state: step.state } : this.lotOf(step);
    const lines = [{ ...line, ...lot, quantity: step.isDown ? quantity.negated() : quantity }];
    await this.ground.h.ledger.adjust(this.tx, this.ground[step.at], lines, this.source('count', 'count'));
    (step.isDown ? this.issued : this.received).push({ ...line, quantity });
  }

  private async ship(step: StepOf<'ship'>): Promise<void> {
    const line = this.line(step);
    const lines = [{ ...line, ...(await this.batchOf(step)), state: step.state }];
    const way = { from: this.ground[step.at], to: TRANSIT };
    await this.ground.h.ledger.transfer(this.tx, way, lines, this.source('transfer'));
    this.shipped.push(line);
  }

  private async arrive(step: StepOf<'arrive'>): Promise<void> {
    const sent = this.shipped[step.line % this.shipped.length];
    if (sent === undefined) return;
    const { line_id: origin_line_id, ...goods } = sent;
    const line = { ...partOf(goods, step.share), line_id: newId() };
    const lines = [{ ...line, origin_line_id }];
    const { ledger } = this.ground.h;
    if (step.isLost) await ledger.issue(this.tx, TRANSIT, lines, this.source('transfer', 'transfer_loss'));
    else
      await ledger.transfer(
        this.tx,
        { from: TRANSIT, to: this.ground[step.at] },
        lines,
        this.source('transfer'),
      );
    if (step.isLost) this.issued.push(line);
  }

  private async restate(step: StepOf<'restate'>): Promise<void> {
    const line = this.line(step);
    const lines = [{ ...line, ...(await this.batchOf(step)), state: step.state, to_state: step.to }];
    await this.ground.h.ledger.restate(this.tx, this.ground[step.at], lines, this.source('hold'));
  }

  private async reserve(step: StepOf<'reserve'>): Promise<void> {
    const { product_id, quantity } = this.line(step);
    const reservation_id = newId();
    const owner = { owner_type: 'order', owner_id: newId() };
    const lines = [{ reservation_id, product_id, quantity, ...(await this.batchOf(step)), ...owner }];
    await this.ground.h.ledger.reserve(this.tx, this.ground[step.at], lines, source());
    this.promises.push(reservation_id);
  }

  private async release({ line }: StepOf<'release'>): Promise<void> {
    if (this.promises.length === 0) return;
    await this.ground.h.ledger.release(this.tx, [this.promises[line % this.promises.length]!]);
  }

  private async takeBack(
    from: readonly Played[],
    step: { line: number; share: number; isNamed: boolean },
    place: LedgerPlace,
    disposition?: 'restock' | 'damaged',
  ): Promise<void> {
    const origin = from[step.line % from.length];
    if (origin === undefined) return;
    const { quantity, serial_numbers } = partOf(origin, step.share);
    const line = { source_line_id: origin.line_id, line_id: newId(), quantity, disposition };
    const lines = [step.isNamed ? { ...line, serial_numbers } : line];
    await this.ground.h.ledger.reverse(this.tx, place, lines, this.source('return'));
  }

  /** A receipt is taken back and booked in anew, under the same line. */
  private async correct(step: StepOf<'correct'>): Promise<void> {
    const origin = this.received[step.line % this.received.length];
    if (origin === undefined) return;
    const { ledger } = this.ground.h;
    const back = { source_line_id: origin.line_id, line_id: newId(), quantity: origin.quantity };
    await ledger.reverse(this.tx, this.ground.shop, [back], this.source('correction'));
    await ledger.receive(this.tx, this.ground.shop, [origin], this.source('correction', 'opening'));
  }

  private async addCost({ line, amount }: StepOf<'cost'>): Promise<void> {
    const origin = this.received[line % this.received.length];
    if (origin === undefined || amount.isZero()) return;
    const added = [{ source_line_id: origin.line_id, line_id: newId(), amount }];
    const posted = await this.ground.h.ledger.addCost(this.tx, added, this.source('landed_cost'));
    const value = posted.lines.reduce((total, { cost }) => total.plus(cost), d(0));
    expect(value.toFixed()).toBe(amount.toFixed());
  }
}
