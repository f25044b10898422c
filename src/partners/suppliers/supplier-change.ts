import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { lockVersioned } from '../../common/database/update-versioned.js';
import { Supplier } from './supplier.entity.js';

/** Logs one thing done to what belongs to a supplier, under the supplier: `supplier.division_added`. */
type Log = (verb: string, change: Pick<AuditEntry, 'before' | 'after'>) => Promise<void>;

/** Changes what belongs to a supplier, one at a time. */
@Injectable()
export class SupplierChange {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  /** Runs `work` in one transaction that holds the supplier's row. Throws NotFound. */
  run<T>(caller: Caller, supplier_id: string, work: (tx: Tx, log: Log) => Promise<T>): Promise<T> {
    return runInTransaction(this.dataSource, async (tx) => {
      await lockVersioned<Supplier>(tx, { entity: Supplier, what: 'supplier', id: supplier_id });
      return work(tx, (verb, change) =>
        this.audit.record(tx, caller, {
          action: `supplier.${verb}`,
          subject_type: 'supplier',
          subject_id: supplier_id,
          ...change,
        }),
      );
    });
  }
}
