import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { violates } from '../../common/database/sql-state.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { EntryAlreadyReversed, EntryNotReversible } from '../payments.errors.js';
import { TransactionResponse } from './dto/transaction.response.js';
import { postEntry } from './journal-posting.js';
import { journalRow, type JournalRow } from './journal-rows.js';

/** Takes back cash that was put in or taken out by mistake, with an entry of the opposite amount. */
@Injectable()
export class ReverseEntryUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly locations: LocationDirectory,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the reversal, dated now. Throws NotFound, EntryNotReversible (409) for the money of sales and for
   * reversals, EntryAlreadyReversed (409). Two at once: the unique index lets one through.
   */
  execute(id: string, write: WriteRequest): Promise<WriteOutcome<TransactionResponse>> {
    return this.writes.execute(write, async (tx) => {
      const entry = await journalRow(tx, id);
      if (entry.kind !== 'cash_in' && entry.kind !== 'cash_out') throw new EntryNotReversible(entry.kind);
      if (entry.reversed_by_id !== null) throw new EntryAlreadyReversed(id);
      const after = TransactionResponse.from(
        await journalRow(tx, await this.post(tx, entry, write.actor.id)),
      );
      await this.audit.record(tx, write, {
        action: 'transaction.reversed',
        subject_type: 'transaction',
        subject_id: id,
        after,
      });
      return after;
    });
  }

  private async post(tx: Tx, entry: JournalRow, actor_id: string): Promise<string> {
    const { location_id, register_id, payment_method, currency, employee_id, reference, reason } = entry;
    const { time_zone } = await this.locations.location(tx, location_id);
    const occurred_at = this.clock.now();
    return postEntry(tx, {
      ...{
        location_id,
        register_id,
        payment_method,
        currency,
        employee_id,
        reference,
        reason,
        actor_id,
        occurred_at,
      },
      kind: 'reversal',
      amount: new Decimal(entry.amount).neg(),
      reverses_id: entry.id,
      business_date: businessDate(occurred_at, time_zone),
    }).catch((error: unknown) => {
      throw violates(error, 'uq_money_journal_reversal') ? new EntryAlreadyReversed(entry.id) : error;
    });
  }
}
