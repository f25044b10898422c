import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { StockableProduct } from '../../catalog/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import type { StockPlace } from '../../locations/index.js';
import type { StockChange } from '../dto/stock-change.response.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import type { StockSource } from '../ledger/stock-ledger.types.js';
import { lockedOnHand, onHand } from '../queries/level-reads.js';

export interface ChangeFacts {
  product: StockableProduct;
  place: StockPlace;
  /** Signed; 0 posts nothing. */
  quantity: Decimal;
  kind: 'receipt' | 'adjustment';
  unit_cost?: Decimal;
  reason?: string;
  /** Of goods that leave; those that come in say number and date. */
  batch_id?: string;
  batch_number?: string;
  expiry_date?: string;
  serial_numbers?: string[];
}

const DOCUMENT = { receipt: 'restock', adjustment: 'adjustment' } as const;
const AUDITED = { receipt: 'stock.restocked', adjustment: 'stock.adjusted' } as const;

/** Writes one change of stock: movements through the ledger, and who did it. */
@Injectable()
export class StockChangePosting {
  constructor(
    private readonly ledger: StockLedger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Locks the level until commit. Throws InsufficientStock. */
  async post(tx: Tx, caller: Caller, facts: ChangeFacts): Promise<StockChange> {
    const { product, place, quantity } = facts;
    const source = this.source(caller, facts);
    const value = quantity.isZero() ? ZERO : await this.move(tx, facts, source);
    const read = quantity.isZero() ? lockedOnHand : onHand;
    const new_quantity = await read(tx, place.location_id, product.id);
    await this.audit.record(tx, caller, {
      action: AUDITED[facts.kind],
      subject_type: 'product',
      subject_id: product.id,
      before: { on_hand: new_quantity.minus(quantity) },
      after: { on_hand: new_quantity, quantity, location_id: place.location_id, reason: facts.reason },
    });
    const { location_id } = place;
    const { id: source_id, occurred_at } = source;
    return {
      product,
      location_id,
      quantity,
      new_quantity,
      value,
      reason: facts.reason ?? null,
      source_id,
      occurred_at,
    };
  }

  private source(caller: Caller, { kind, place, reason }: ChangeFacts): StockSource {
    const occurred_at = this.clock.now();
    const business_date = businessDate(occurred_at, place.time_zone);
    return {
      kind,
      type: DOCUMENT[kind],
      id: newId(),
      occurred_at,
      business_date,
      actor_id: caller.actor.id,
      reason,
    };
  }

  private async move(
    tx: Tx,
    { product, place, quantity, unit_cost, serial_numbers, ...batch }: ChangeFacts,
    source: StockSource,
  ): Promise<Decimal> {
    const { batch_id, batch_number, expiry_date } = batch;
    const goods = quantity.isNegative() ? { batch_id } : { batch_number, expiry_date };
    const line = { line_id: newId(), product_id: product.id, quantity, unit_cost, serial_numbers, ...goods };
    const posted = await this.ledger.adjust(tx, place, [line], source);
    return posted.lines[0]!.cost.times(quantity.isNegative() ? -1 : 1);
  }
}
