import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import { NamedLine } from '../lines/named-line.js';
import { ReservationOver } from '../lines/operations.errors.js';
import { PlaceClock } from '../lines/place-clock.js';
import type { ExtendReservationDto, ReserveDto } from './dto/reservation.dto.js';
import type { ReservationResponse } from './dto/reservation.response.js';
import { ReservationReads } from './reservation-reads.js';

// Only one that still holds: the job that ends those whose time is over may have been here first.
const EXTEND = `
  UPDATE stock_reservations SET expires_at = $2::timestamptz WHERE id = $1::uuid AND status = 'active' RETURNING id`;

function instantOf(text: string | null | undefined, now: Date): Date | undefined {
  if (!text) return undefined;
  const at = new Date(text);
  if (at <= now) throw new InvalidField('expires_at', 'IN_THE_PAST', 'A promise ends in the future.');
  return at;
}

/** Promises goods to somebody, and takes promises back. */
@Injectable()
export class ReservationChanges {
  constructor(
    private readonly writes: Writes,
    private readonly lines: NamedLine,
    private readonly places: PlaceClock,
    private readonly ledger: StockLedger,
    private readonly reads: ReservationReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws InsufficientStock when less can be promised, and field errors. */
  reserve(write: WriteRequest, dto: ReserveDto): Promise<WriteOutcome<ReservationResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { place, occurred_at, business_date } = await this.places.now(tx, dto.location_id);
      const expires_at = instantOf(dto.expires_at, occurred_at);
      const { product, quantity, batch_id } = await this.lines.resolve(tx, dto);
      const reservation_id = newId();
      const { owner_type, owner_id } = dto;
      const line = {
        reservation_id,
        product_id: product.id,
        quantity,
        batch_id,
        owner_type,
        owner_id,
        expires_at,
      };
      await this.ledger.reserve(tx, place, [line], { actor_id: write.actor.id, business_date });
      return this.written(tx, write, reservation_id, 'reserved');
    });
  }

  /** Throws NotFound and ReservationOver. */
  extend(
    write: WriteRequest,
    id: string,
    dto: ExtendReservationDto,
  ): Promise<WriteOutcome<ReservationResponse>> {
    return this.writes.execute(write, async (tx) => {
      await this.reads.one(id, tx);
      const expires_at = instantOf(dto.expires_at, this.places.instant()) ?? null;
      const extended = await query(tx, EXTEND, [id, expires_at]);
      if (extended.length === 0) throw new ReservationOver((await this.reads.one(id, tx)).status);
      return this.written(tx, write, id, 'extended');
    });
  }

  /** Throws NotFound and ReservationOver. */
  release(
    write: WriteRequest,
    id: string,
    reason?: string | null,
  ): Promise<WriteOutcome<ReservationResponse>> {
    return this.writes.execute(write, async (tx) => {
      await this.reads.one(id, tx);
      const released = await this.ledger.release(tx, [id], reason ?? undefined);
      if (released.length === 0) throw new ReservationOver((await this.reads.one(id, tx)).status);
      return this.written(tx, write, id, 'released');
    });
  }

  private async written(
    tx: Tx,
    caller: Caller,
    id: string,
    verb: 'reserved' | 'extended' | 'released',
  ): Promise<ReservationResponse> {
    const reservation = await this.reads.one(id, tx);
    await this.audit.record(tx, caller, {
      action: `stock.${verb}`,
      subject_type: 'reservation',
      subject_id: id,
      after: reservation,
    });
    return reservation;
  }
}
