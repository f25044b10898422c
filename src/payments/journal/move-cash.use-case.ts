import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { violates } from '../../common/database/sql-state.js';
import type { Tx } from '../../common/database/tx.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { AmountTooPrecise } from '../payments.errors.js';
import { tillTime } from '../till-time.js';
import type { MoveCashDto } from './dto/move-cash.dto.js';
import { TransactionResponse } from './dto/transaction.response.js';
import { postEntry, type ManualEntry } from './journal-posting.js';
import { journalRow } from './journal-rows.js';

/** Puts cash into a drawer or takes it out, apart from sales. */
@Injectable()
export class MoveCashUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly locations: LocationDirectory,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws field errors (422) for an unknown register, location or employee and for too many decimals. */
  async execute(dto: MoveCashDto, write: WriteRequest): Promise<WriteOutcome<TransactionResponse>> {
    const at = tillTime('occurred_at', dto.occurred_at, this.clock.now());
    return this.writes.execute(write, async (tx) => {
      const id = await this.post(tx, dto, write.actor.id, at);
      const row = await journalRow(tx, id);
      const after = TransactionResponse.from(row);
      await this.audit.record(tx, write, {
        action: `transaction.${dto.kind}`,
        subject_type: 'transaction',
        subject_id: id,
        after,
      });
      return after;
    });
  }

  private async post(tx: Tx, dto: MoveCashDto, actor_id: string, occurred_at: Date): Promise<string> {
    const place = await this.locations.context(tx, dto);
    const amount = new Decimal(dto.amount);
    const digits = currencyDigits(place.currency);
    if (amount.decimalPlaces() > digits) throw new AmountTooPrecise('amount', digits);
    const { kind, reason, reference = null, employee_id = null } = dto;
    const { location_id, register_id, currency } = place;
    const entry: ManualEntry = {
      ...{ kind, reason, reference, employee_id, location_id, register_id, currency, actor_id, occurred_at },
      payment_method: 'cash',
      amount: kind === 'cash_in' ? amount : amount.neg(),
      reverses_id: null,
      business_date: businessDate(occurred_at, place.time_zone),
    };
    return postEntry(tx, entry).catch((error: unknown) => {
      if (!violates(error, 'fk_money_journal_employee')) throw error;
      throw new InvalidField('employee_id', 'EMPLOYEE_NOT_FOUND', 'There is no such employee.');
    });
  }
}
