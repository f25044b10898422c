import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned } from '../../common/database/update-versioned.js';
import { Customer } from './customer.entity.js';
import { refuseGone } from './customer-state.js';

/** Logs one thing done to what belongs to a customer, under the customer: `customer.site_added`. */
type Log = (verb: string, change: Pick<AuditEntry, 'before' | 'after'>) => Promise<void>;

/** Changes what belongs to a customer, one at a time. */
@Injectable()
export class CustomerChange {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Runs `work` in one transaction that holds the customer's row, so that changes to what belongs to them follow one
   * another. Throws NotFound, CustomerMerged and CustomerAnonymised.
   */
  run<T>(caller: Caller, customer_id: string, work: (tx: Tx, log: Log) => Promise<T>): Promise<T> {
    return runInTransaction(this.dataSource, async (tx) => {
      refuseGone(await lockVersioned<Customer>(tx, { entity: Customer, what: 'customer', id: customer_id }));
      return work(tx, (verb, change) =>
        this.audit.record(tx, caller, {
          action: `customer.${verb}`,
          subject_type: 'customer',
          subject_id: customer_id,
          ...change,
        }),
      );
    });
  }
}
