import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { sum } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { LocationDirectory, type StockPlace } from '../../locations/index.js';
import { outstandingOf, type Arrival } from '../domain/transfer-arrivals.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import type { StockSource } from '../ledger/stock-ledger.types.js';
import { TRANSIT } from './transfer-kind.js';
import { STOCK_TRANSFER, TransferReads } from './transfer-reads.js';
import { bookArrivals, type BookedArrival, type TransferLine } from './transfer-store.js';

export interface ArrivalsOf {
  lines: readonly TransferLine[];
  arrivals: readonly Arrival[];
}

/** Books goods out of transit: into the place they went to, or off the books. */
@Injectable()
export class TransferArrivals {
  constructor(
    private readonly ledger: StockLedger,
    private readonly workflow: DocumentWorkflow,
    private readonly locations: LocationDirectory,
    private readonly reads: TransferReads,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The document is locked by the caller. A statement of each kind, however many lines. */
  async book(tx: Tx, caller: Caller, document: DocumentHeader, work: ArrivalsOf): Promise<DocumentHeader> {
    const { to_location_id } = await this.reads.head(tx, document.id);
    const to = await this.locations.location(tx, to_location_id, 'to_location_id');
    const booked = await bookArrivals(tx, work.arrivals, caller.actor.id);
    await this.move(tx, caller, to, { id: document.id, lines: work.lines, booked });
    const left = sum(work.lines.map(outstandingOf)).minus(sum(booked.map(({ quantity }) => quantity)));
    const { document: received } = await this.workflow.transition(tx, caller, {
      id: document.id,
      type: STOCK_TRANSFER,
      action: 'receive',
      to_meaning: left.isZero() ? 'completed' : 'partial',
      is_automatic: true,
    });
    await this.audit.record(tx, caller, {
      action: `${STOCK_TRANSFER}.received`,
      subject_type: STOCK_TRANSFER,
      subject_id: document.id,
      after: { arrivals: booked },
    });
    return received;
  }

  private async move(
    tx: Tx,
    caller: Caller,
    to: StockPlace,
    { id, lines, booked }: { id: string; lines: readonly TransferLine[]; booked: readonly BookedArrival[] },
  ): Promise<void> {
    const source = this.source(caller, id, to);
    const products = new Map(lines.map((line) => [line.id, line.product_id]));
    const requests = booked.map((arrival) => ({
      outcome: arrival.outcome,
      line_id: arrival.id,
      origin_line_id: arrival.line_id,
      product_id: products.get(arrival.line_id)!,
      quantity: arrival.quantity,
      serial_numbers: arrival.serial_numbers ?? undefined,
    }));
    const received = requests.filter(({ outcome }) => outcome === 'received');
    const lost = requests.filter(({ outcome }) => outcome === 'lost');
    if (received.length > 0) await this.ledger.transfer(tx, { from: TRANSIT, to }, received, source);
    const reasons = booked.flatMap(({ outcome, reason }) => (outcome === 'lost' ? (reason ?? []) : []));
    const loss: StockSource = {
      ...source,
      kind: 'transfer_loss',
      reason: [...new Set(reasons)].join('; ').slice(0, 500),
    };
    if (lost.length > 0) await this.ledger.issue(tx, TRANSIT, lost, loss);
  }

  private source({ actor }: Caller, id: string, to: StockPlace): StockSource {
    const occurred_at = this.clock.now();
    const business_date = businessDate(occurred_at, to.time_zone);
    return { type: STOCK_TRANSFER, id, occurred_at, business_date, actor_id: actor.id };
  }
}
