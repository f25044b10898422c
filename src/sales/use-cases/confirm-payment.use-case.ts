import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Clock } from '../../common/time/clock.js';
import { PaymentLedger, PaymentResponse, type StatusChange } from '../../payments/index.js';
import { moveNow } from '../posting/move-now.js';
import { drawsOnCustomer } from '../posting/payable-sale.js';
import { SaleSettlement } from '../posting/sale-settlement.js';
import { SaleReads } from '../queries/sale-reads.js';

/** A pending payment is confirmed or fails; the one that clears its sale completes it. */
@Injectable()
export class ConfirmPaymentUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly reads: SaleReads,
    private readonly payments: PaymentLedger,
    private readonly settlement: SaleSettlement,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Points and the customer's account are drawn on now, not when the payment was announced. */
  execute(
    request: WriteRequest,
    paymentId: string,
    status: StatusChange['status'],
    expected_version?: number,
  ): Promise<WriteOutcome<PaymentResponse>> {
    return this.writes.execute(request, async (tx) => {
      // The sale is locked before its payments: find it first, without a lock.
      const sale = await this.reads.store.lock(tx, (await this.payments.find(tx, paymentId)).sale_id);
      const pending = await this.payments.find(tx, paymentId);
      const isTaken = status === 'completed' && pending.status === 'pending';
      const paid = isTaken ? { ...sale, paid_amount: sale.paid_amount.plus(pending.amount) } : sale;
      const conclusion = isTaken
        ? await this.settlement.prepare(tx, request, paid, [{ ...pending, status: 'completed' }])
        : null;
      const account = isTaken && drawsOnCustomer(pending) ? await this.reads.account(tx, sale) : undefined;
      const payment = await this.payments.setStatus(tx, {
        ...moveNow(request, sale, this.clock.now()),
        payment_id: paymentId,
        status,
        due: sale.total_amount.plus(sale.rounding_amount).minus(sale.paid_amount),
        ...(account === undefined ? {} : { account }),
        ...(expected_version === undefined ? {} : { expected_version }),
      });
      if (conclusion !== null) await this.settlement.conclude(tx, request, paid, conclusion);
      await this.audit.record(tx, request, {
        action: `payment.${status}`,
        subject_type: 'payment',
        subject_id: paymentId,
        after: { sale_id: sale.id, amount: payment.amount },
      });
      return PaymentResponse.from(payment);
    });
  }
}
