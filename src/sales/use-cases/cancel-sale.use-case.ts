import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import { PermissionDenied } from '../../common/auth/auth.errors.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { ZERO } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { canBecome } from '../domain/sale-status.js';
import { SaleResponse } from '../dto/sale.response.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleReversal } from '../posting/sale-reversal.js';
import { saveSale } from '../posting/sale-rows.js';
import { SaleStore } from '../queries/sale-store.js';
import { SaleHasReturns, SaleStateConflict } from '../sales.errors.js';

/** Undoes a whole sale: a pending one is cancelled, a completed one voided (sales:void). Nothing is deleted. */
@Injectable()
export class CancelSaleUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly reversal: SaleReversal,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  execute(
    request: WriteRequest,
    id: string,
    reason: string | null,
    expectedVersion?: number,
  ): Promise<WriteOutcome<SaleResponse>> {
    return this.writes.execute(request, async (tx) => {
      await this.cancel(tx, request, await this.store.lock(tx, id, expectedVersion), reason);
      return this.store.response(tx, id, request.actor);
    });
  }

  /** The caller holds the sale's lock. Throws SaleStateConflict, SaleHasReturns, PermissionDenied (sales:void). */
  async cancel(tx: Tx, caller: Caller, sale: Sale, reason: string | null): Promise<void> {
    const isVoid = sale.status === 'completed';
    if (!canBecome(sale.status, 'cancelled')) throw new SaleStateConflict(sale.status, 'cancelled');
    if (isVoid && !can(caller.actor, 'sales:void')) throw new PermissionDenied('sales:void');
    if (!sale.refunded_amount.isZero()) throw new SaleHasReturns();

    const now = this.clock.now();
    const undone: Sale = {
      ...sale,
      status: 'cancelled',
      paid_amount: ZERO,
      change_amount: ZERO,
      rounding_amount: ZERO,
      cancelled_at: now,
      voided_at: isVoid ? now : null,
      cancel_reason: reason,
    };
    await saveSale(tx, undone, now);
    await this.reversal.undo(tx, caller, sale, { isVoid, now, reason });
    await this.audit.record(tx, caller, {
      action: isVoid ? 'sale.voided' : 'sale.cancelled',
      subject_type: 'sale',
      subject_id: sale.id,
      before: { status: sale.status, paid_amount: sale.paid_amount },
      after: { status: 'cancelled', paid_amount: ZERO, reason },
    });
  }
}
