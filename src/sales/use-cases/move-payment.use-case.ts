import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { businessDate } from '../../common/time/business-date.js';
import {
  PaymentLedger,
  PaymentResponse,
  type MoneyMove,
  type RecordedPayment,
} from '../../payments/index.js';
import type { Sale } from '../entities/sale.entity.js';
import { saveSale } from '../posting/sale-rows.js';
import { SaleSettlement } from '../posting/sale-settlement.js';
import { SaleStore } from '../queries/sale-store.js';
import { SaleStateConflict } from '../sales.errors.js';

/** Changes one payment of a sale after it was taken; the sale's figures and status follow in the same transaction. */
@Injectable()
export class MovePaymentUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly payments: PaymentLedger,
    private readonly settlement: SaleSettlement,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Gives money of one payment back without goods; `amount` absent = all it still holds. */
  refund(
    request: WriteRequest,
    paymentId: string,
    amount: number | null,
    reason: string | null,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.writes.execute(request, async (tx) => {
      const { sale, payment } = await this.lockSaleOf(tx, paymentId);
      if (sale.status === 'cancelled') throw new SaleStateConflict('cancelled', 'refunded');
      const wanted = amount === null ? payment.amount.minus(payment.refunded_amount) : new Decimal(amount);
      const { refunded } = await this.payments.refund(tx, {
        ...this.move(request, sale),
        sale_id: sale.id,
        location_id: sale.location_id,
        register_id: sale.register_id,
        digits: currencyDigits(sale.currency),
        amount: wanted,
        payment_id: paymentId,
        ...(reason === null ? {} : { reason }),
      });
      await saveSale(tx, this.afterRefund(sale, refunded), this.clock.now());
      await this.audit.record(tx, request, {
        action: 'payment.refunded',
        subject_type: 'payment',
        subject_id: paymentId,
        after: { sale_id: sale.id, refunded_amount: refunded, reason },
      });
      return PaymentResponse.from(await this.payments.find(tx, paymentId));
    });
  }

  /** A pending payment is confirmed or fails; the one that clears the sale completes it. */
  setStatus(
    request: WriteRequest,
    paymentId: string,
    status: 'completed' | 'failed',
    expected_version?: number,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.writes.execute(request, async (tx) => {
      const { sale } = await this.lockSaleOf(tx, paymentId);
      const due = sale.total_amount.plus(sale.rounding_amount).minus(sale.paid_amount);
      const payment = await this.payments.setStatus(tx, {
        ...this.move(request, sale),
        payment_id: paymentId,
        status,
        due,
        ...(expected_version === undefined ? {} : { expected_version }),
      });
      if (status === 'completed') {
        const paid = { ...sale, paid_amount: sale.paid_amount.plus(payment.amount) };
        await this.settlement.completeIfPaid(tx, request, paid);
      }
      await this.audit.record(tx, request, {
        action: `payment.${status}`,
        subject_type: 'payment',
        subject_id: paymentId,
        after: { sale_id: sale.id, amount: payment.amount },
      });
      return PaymentResponse.from(payment);
    });
  }

  /** The sale is locked before its payments: find it first, without a lock. */
  private async lockSaleOf(tx: Tx, paymentId: string): Promise<{ sale: Sale; payment: RecordedPayment }> {
    const { sale_id } = await this.payments.find(tx, paymentId);
    const sale = await this.store.lock(tx, sale_id);
    return { sale, payment: await this.payments.find(tx, paymentId) };
  }

  /** A pending sale simply has less paid; a settled one carries the refund. */
  private afterRefund(sale: Sale, refunded: Decimal): Sale {
    if (sale.status === 'pending') return { ...sale, paid_amount: sale.paid_amount.minus(refunded) };
    const refunded_amount = sale.refunded_amount.plus(refunded);
    const isAll = refunded_amount.equals(sale.paid_amount);
    return { ...sale, refunded_amount, status: isAll ? 'refunded' : 'partially_refunded' };
  }

  private move(request: WriteRequest, sale: Sale): MoneyMove {
    const now = this.clock.now();
    return {
      actor_id: request.actor.id,
      employee_id: request.actor.employee_id ?? null,
      occurred_at: now,
      business_date: businessDate(now, sale.time_zone),
    };
  }
}
