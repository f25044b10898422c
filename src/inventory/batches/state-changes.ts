import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { PlaceClock, type StockPlaceNow } from '../lines/place-clock.js';
import { NamedLine } from '../lines/named-line.js';
import { StockAvailability } from '../ledger/stock-availability.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import type { ChangeStateDto } from './dto/batch.dto.js';
import type { StateChangeResponse } from './dto/batch.response.js';

/** Holds goods back, marks them damaged, or releases them again, where they lie. */
@Injectable()
export class StateChanges {
  constructor(
    private readonly writes: Writes,
    private readonly lines: NamedLine,
    private readonly places: PlaceClock,
    private readonly ledger: StockLedger,
    private readonly availability: StockAvailability,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws InsufficientStock when less is there in that state, and field errors. */
  change(write: WriteRequest, dto: ChangeStateDto): Promise<WriteOutcome<StateChangeResponse>> {
    const { from_state, to_state } = dto;
    if (from_state === to_state)
      throw new InvalidField('to_state', 'SAME_STATE', 'The goods are in that state already.');
    return this.writes.execute(write, async (tx) => {
      const place = await this.places.now(tx, dto.location_id);
      return this.restate(tx, write, place, dto);
    });
  }

  private async restate(
    tx: Tx,
    write: WriteRequest,
    { place, occurred_at, business_date }: StockPlaceNow,
    dto: ChangeStateDto,
  ): Promise<StateChangeResponse> {
    const { from_state, to_state, reason } = dto;
    const { product, quantity, batch_id } = await this.lines.resolve(tx, dto);
    const serial_numbers = dto.serial_numbers ?? undefined;
    const line = { line_id: newId(), product_id: product.id, quantity, batch_id, serial_numbers };
    const id = newId();
    const actor_id = write.actor.id;
    const source = { type: 'state_change', id, reason, actor_id, occurred_at, business_date };
    await this.ledger.restate(tx, place, [{ ...line, state: from_state, to_state }], source);
    const { location_id } = place;
    const levels = await this.availability.of(tx, location_id, [product.id], business_date);
    const { on_hand, unsellable, available } = levels.get(product.id)!;
    await this.audit.record(tx, write, {
      action: 'stock.restated',
      subject_type: 'product',
      subject_id: product.id,
      after: { location_id, quantity, from_state, to_state, reason, batch_id, serial_numbers },
    });
    return {
      product_id: product.id,
      sku: product.sku,
      location_id,
      quantity: quantity.toNumber(),
      from_state,
      to_state,
      reason,
      on_hand: on_hand.toNumber(),
      unsellable: unsellable.toNumber(),
      available: available.toNumber(),
      source_id: id,
    };
  }
}
