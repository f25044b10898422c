import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { Clock } from '../../common/time/clock.js';
import { PaymentLedger, PaymentResponse, type MoneyMove } from '../../payments/index.js';
import { moneyOfRefund } from '../domain/points-refund.js';
import type { Sale } from '../entities/sale.entity.js';
import { moveNow } from '../posting/move-now.js';
import { SaleBenefits } from '../posting/sale-benefits.js';
import { saveSale } from '../posting/sale-rows.js';
import { SaleStore } from '../queries/sale-store.js';
import { SaleStateConflict } from '../sales.errors.js';

/** Gives money of one payment back without goods; the sale's figures and status follow in the same transaction. */
@Injectable()
export class RefundPaymentUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly store: SaleStore,
    private readonly payments: PaymentLedger,
    private readonly benefits: SaleBenefits,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** `amount` absent = all that the payment still holds. */
  execute(
    request: WriteRequest,
    paymentId: string,
    amount: number | null,
    reason: string | null,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.writes.execute(request, async (tx) => {
      // The sale is locked before its payments: find it first, without a lock.
      const sale = await this.store.lock(tx, (await this.payments.find(tx, paymentId)).sale_id);
      if (sale.status === 'cancelled') throw new SaleStateConflict('cancelled', 'refunded');
      const move = moveNow(request, sale, this.clock.now());
      const wanted = await this.takePointsBack(tx, sale, { paymentId, amount, move });
      const { refunded } = await this.payments.refund(tx, {
        ...move,
        sale_id: sale.id,
        location_id: sale.location_id,
        register_id: sale.register_id,
        digits: currencyDigits(sale.currency),
        amount: wanted,
        payment_id: paymentId,
        ...(reason === null ? {} : { reason }),
      });
      await saveSale(tx, afterRefund(sale, refunded), this.clock.now());
      await this.audit.record(tx, request, {
        action: 'payment.refunded',
        subject_type: 'payment',
        subject_id: paymentId,
        after: { sale_id: sale.id, refunded_amount: refunded, reason },
      });
      return PaymentResponse.from(await this.payments.find(tx, paymentId));
    });
  }

  /** What was earned on the money goes with it; points that paid come back as points. Answers the amount. */
  private async takePointsBack(
    tx: Tx,
    sale: Sale,
    { paymentId, amount, move }: { paymentId: string; amount: number | null; move: MoneyMove },
  ): Promise<Decimal> {
    const payment = await this.payments.find(tx, paymentId);
    const wanted = amount === null ? payment.amount.minus(payment.refunded_amount) : new Decimal(amount);
    const money = moneyOfRefund([payment], wanted);
    const back = { ...move, document_id: newId(), kind: 'return' as const, lines: [] };
    await this.benefits.takeBack(tx, sale, { ...back, ...money });
    return wanted;
  }
}

/** A pending sale simply has less paid; a settled one carries the refund. */
function afterRefund(sale: Sale, refunded: Decimal): Sale {
  if (sale.status === 'pending') return { ...sale, paid_amount: sale.paid_amount.minus(refunded) };
  const refunded_amount = sale.refunded_amount.plus(refunded);
  const isAll = refunded_amount.equals(sale.paid_amount);
  return { ...sale, refunded_amount, status: isAll ? 'refunded' : 'partially_refunded' };
}
