import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal, optionalDecimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { AccountLedger, paymentMethodOf, type AccountReceipt } from '../../payments/index.js';
import { occurredAt } from '../domain/client-figures.js';
import { AccountHolders } from './account-holders.js';
import { AccountPaymentResponse } from './dto/account-payment.response.js';
import type { ReceivePaymentDto } from './dto/receive-payment.dto.js';

/** Takes money that a customer pays towards what they owe. Blocked and inactive customers may always pay. */
@Injectable()
export class ReceivePaymentUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly holders: AccountHolders,
    private readonly locations: LocationDirectory,
    private readonly accounts: AccountLedger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws NotFound, CustomerMerged (409), TenderRefused (422: OVERPAYMENT, …), AccountCurrencyMismatch (409) and
   * field errors for the place and time.
   */
  execute(
    request: WriteRequest,
    customer_id: string,
    dto: ReceivePaymentDto,
  ): Promise<WriteOutcome<AccountPaymentResponse>> {
    const occurred_at = occurredAt('occurred_at', dto.occurred_at, this.clock.now());
    return this.writes.execute(request, async (tx) => {
      await this.holders.assertHolds(tx, customer_id);
      const receipt = await this.receipt(tx, request, { customer_id, occurred_at }, dto);
      const answer = AccountPaymentResponse.from(receipt, await this.accounts.receive(tx, receipt));
      await this.audit.record(tx, request, {
        action: 'account.payment_received',
        subject_type: 'customer',
        subject_id: customer_id,
        after: answer,
      });
      return answer;
    });
  }

  private async receipt(
    tx: Tx,
    { actor }: WriteRequest,
    facts: { customer_id: string; occurred_at: Date },
    dto: ReceivePaymentDto,
  ): Promise<AccountReceipt> {
    const place = await this.locations.context(tx, dto);
    const { location_id, register_id, currency, time_zone } = place;
    const { reference_number = null, reason = null, allow_prepayment = false } = dto;
    return {
      ...facts,
      ...{ location_id, register_id, currency, reference_number, reason, allow_prepayment },
      digits: currencyDigits(currency),
      actor_id: actor.id,
      employee_id: actor.employee_id ?? null,
      business_date: businessDate(facts.occurred_at, time_zone),
      payment_method: paymentMethodOf(dto.payment_method),
      amount: new Decimal(dto.amount),
      tendered: optionalDecimal(dto.tendered),
    };
  }
}
