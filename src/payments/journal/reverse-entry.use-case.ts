import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { newId } from '../../common/database/new-id.js';
import { violates } from '../../common/database/sql-state.js';
import type { Tx } from '../../common/database/tx.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import { postToAccounts, type AccountOccasion } from '../accounts/account-posting.js';
import { EntryAlreadyReversed, EntryNotReversible } from '../payments.errors.js';
import { TransactionResponse } from './dto/transaction.response.js';
import { postEntry } from './journal-posting.js';
import type { JournalKind } from './journal-kind.js';
import { journalRow, type JournalRow } from './journal-rows.js';

const REVERSIBLE: readonly JournalKind[] = ['cash_in', 'cash_out', 'account_payment'];

/** Takes back what was entered by mistake, or a check that bounced, with an entry of the opposite amount. */
@Injectable()
export class ReverseEntryUseCase {
  constructor(
    private readonly writes: Writes,
    private readonly locations: LocationDirectory,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers the reversal, dated now. What a customer paid on account is owed again. Throws NotFound,
   * EntryNotReversible (409) for the money of sales and for reversals, EntryAlreadyReversed (409). Two at once: the
   * unique index lets one through.
   */
  execute(id: string, write: WriteRequest): Promise<WriteOutcome<TransactionResponse>> {
    return this.writes.execute(write, async (tx) => {
      const entry = await journalRow(tx, id);
      if (!REVERSIBLE.includes(entry.kind)) throw new EntryNotReversible(entry.kind);
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
    const reversal = {
      ...{ location_id, register_id, payment_method, currency, employee_id, reference, reason },
      ...{ actor_id, occurred_at, id: newId() },
      kind: 'reversal' as const,
      amount: new Decimal(entry.amount).neg(),
      reverses_id: entry.id,
      business_date: businessDate(occurred_at, time_zone),
    };
    if (entry.customer_id !== null) await oweAgain(tx, entry, entry.customer_id, reversal);
    return postEntry(tx, reversal).catch((error: unknown) => {
      throw violates(error, 'uq_money_journal_reversal') ? new EntryAlreadyReversed(entry.id) : error;
    });
  }
}

/** The account's side of a reversed payment: the same amount the other way. Locks the account. */
async function oweAgain(
  tx: Tx,
  taken: JournalRow,
  customer_id: string,
  reversal: AccountOccasion & { id: string },
): Promise<void> {
  const { reference, reason } = taken;
  const amount = new Decimal(taken.amount);
  const links = { customer_id, journal_id: reversal.id, reverses_journal_id: taken.id };
  await postToAccounts(tx, [{ id: newId(), kind: 'payment', amount, ...links, reference, reason }], reversal);
}
