import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { AccountLedger, type AccountAdjustment } from '../../payments/index.js';
import { AccountHolders } from './account-holders.js';
import { AccountAdjustmentResponse } from './dto/account-adjustment.response.js';
import type { AdjustAccountDto } from './dto/adjust-account.dto.js';

/** Corrects what a customer owes, without money: a debt that will never be paid, one from before this system. */
@Injectable()
export class AdjustAccountUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly holders: AccountHolders,
    private readonly locations: LocationDirectory,
    private readonly accounts: AccountLedger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound, CustomerMerged and AccountCurrencyMismatch (409), TOO_MANY_DECIMALS (422). */
  execute(
    request: WriteRequest,
    customer_id: string,
    dto: AdjustAccountDto,
  ): Promise<WriteOutcome<AccountAdjustmentResponse>> {
    return this.writes.execute(request, async (tx) => {
      await this.holders.assertHolds(tx, customer_id);
      const adjustment = await this.adjustment(tx, request, customer_id, dto);
      const answer = AccountAdjustmentResponse.from(adjustment, await this.accounts.adjust(tx, adjustment));
      await this.audit.record(tx, request, {
        action: 'account.adjusted',
        subject_type: 'customer',
        subject_id: customer_id,
        after: answer,
      });
      return answer;
    });
  }

  /** In the account's own currency; a new account gets the default location's. */
  private async adjustment(
    tx: Tx,
    { actor }: WriteRequest,
    customer_id: string,
    { amount, ...dto }: AdjustAccountDto,
  ): Promise<AccountAdjustment> {
    const place = await this.locations.location(tx);
    const currency = (await this.accounts.balance(tx, customer_id))?.currency ?? place.currency;
    const occurred_at = this.clock.now();
    return {
      ...dto,
      ...{ customer_id, currency, occurred_at },
      amount: new Decimal(amount),
      digits: currencyDigits(currency),
      actor_id: actor.id,
      employee_id: actor.employee_id ?? null,
      business_date: businessDate(occurred_at, place.time_zone),
    };
  }
}
