import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { query } from '../../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../../common/database/tx.js';
import { lockVersioned } from '../../../common/database/update-versioned.js';
import { Clock } from '../../../common/time/clock.js';
import { CustomerReads, type CustomerRow } from '../customer-reads.js';
import { refuseGone } from '../customer-state.js';
import { Customer } from '../customer.entity.js';
import { CustomerFiles } from '../files/customer-files.js';
import { eraseOwnFile } from '../merge/own-file.js';
import { LOCK_WITH_MERGED, OVERWRITE, OVERWRITE_ANSWERS } from './forget-customer.sql.js';

/** Stored answers are kept for thirty days; one more, because the clock goes on. */
const DAYS_OF_ANSWERS = 32;

/** Takes everything personal out of a customer. Amounts and documents stay, of nobody in particular. */
@Injectable()
export class AnonymiseCustomer {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly files: CustomerFiles,
    private readonly reads: CustomerReads,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Anonymises a customer and everybody merged into it, in one transaction: the row, sites and week, what other
   * contexts keep, what the audit log says of them, stored answers. For good. Repeating it changes nothing. Throws
   * NotFound, CustomerMerged, and what a context that cannot forget yet throws (409).
   */
  execute(caller: Caller, id: string, reason: string): Promise<CustomerRow> {
    return runInTransaction(this.dataSource, async (tx) => {
      const customer = await lockVersioned<Customer>(tx, { entity: Customer, what: 'customer', id });
      if (customer.anonymised_at === null) {
        refuseGone(customer);
        await this.forget(tx, id);
        const entry = { action: 'customer.anonymised', subject_type: 'customer', subject_id: id };
        await this.audit.record(tx, caller, { ...entry, after: { reason } });
      }
      return this.reads.byId(id, tx);
    });
  }

  private async forget(tx: Tx, id: string): Promise<void> {
    const rows = await query<{ id: string }>(tx, LOCK_WITH_MERGED, [id]);
    const ids = rows.map((row) => row.id);
    for (const each of ids) await this.files.erase(tx, each);
    await eraseOwnFile(tx, ids);
    await query(tx, OVERWRITE, [ids, this.clock.now()]);
    for (const each of ids) await this.audit.redact(tx, 'customer', each);
    // Day by day, so that no statement runs long.
    for (let day = 0; day < DAYS_OF_ANSWERS; day++) await query(tx, OVERWRITE_ANSWERS, [ids, day]);
  }
}
