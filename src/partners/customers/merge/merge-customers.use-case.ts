import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail, type AuditEntry } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { query } from '../../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../../common/database/tx.js';
import { InvalidField, NotFound, type FieldError } from '../../../common/errors/domain-error.js';
import { refuseFields } from '../../shared/refuse-fields.js';
import { CustomerReads, type CustomerRow } from '../customer-reads.js';
import { refuseGone } from '../customer-state.js';
import { CustomerFiles } from '../files/customer-files.js';
import { moveOwnFile } from './own-file.js';

interface LockedCustomer {
  id: string;
  merged_into_id: string | null;
  anonymised_at: Date | null;
}

const LOCK = `
  SELECT id, merged_into_id, anonymised_at FROM customers WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;

// Whoever was merged into one of them earlier points at the last of the chain, so that no chain has to be followed.
const LEAVE_SIGNPOSTS = `
  UPDATE customers SET merged_into_id = $2::uuid, is_active = false, version = version + 1, updated_at = now()
  WHERE id = ANY($1::uuid[]) OR merged_into_id = ANY($1::uuid[])`;

/** Makes several customers one. */
@Injectable()
export class MergeCustomers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly files: CustomerFiles,
    private readonly reads: CustomerReads,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Moves everything that refers to `from_ids` to `into_id`, in one transaction, and leaves inactive signposts. What
   * the survivor says of itself (name, terms, blocks) stays as it is. Repeating it moves what came late and changes
   * nothing else. Throws NotFound, CustomerMerged and CustomerAnonymised, and field errors MERGE_INTO_ITSELF and
   * CUSTOMER_NOT_FOUND. Locks all customers involved in the order of their ids, then what the contexts lock.
   */
  execute(caller: Caller, into_id: string, from_ids: readonly string[]): Promise<CustomerRow> {
    const sources = [...new Set(from_ids.map((id) => id.toLowerCase()))].sort();
    if (sources.includes(into_id)) {
      throw new InvalidField('from_ids', 'MERGE_INTO_ITSELF', 'A customer cannot be merged into itself.');
    }
    return runInTransaction(this.dataSource, async (tx) => {
      const added = await this.lock(tx, into_id, sources);
      for (const id of sources) await this.move(tx, id, into_id);
      await query(tx, LEAVE_SIGNPOSTS, [added, into_id]);
      await this.audit.recordMany(tx, caller, entries(into_id, added));
      return this.reads.byId(into_id, tx);
    });
  }

  /** Moves what came to refer to a merged customer after all: a sale, say, that was being made meanwhile. */
  async follow(from_id: string, into_id: string): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      await this.lock(tx, into_id, [from_id]);
      await this.move(tx, from_id, into_id);
    });
  }

  private async move(tx: Tx, from_id: string, into_id: string): Promise<void> {
    await moveOwnFile(tx, from_id, into_id);
    await this.files.move(tx, from_id, into_id);
  }

  /** Locks everybody and answers those who are not merged yet. */
  private async lock(tx: Tx, into_id: string, from_ids: readonly string[]): Promise<string[]> {
    const rows = await query<LockedCustomer>(tx, LOCK, [[into_id, ...from_ids]]);
    const found = new Map(rows.map((row) => [row.id, row]));
    const into = found.get(into_id);
    if (into === undefined) throw new NotFound('customer', into_id);
    refuseGone(into);
    refuseFields(from_ids.map((id) => (found.has(id) ? undefined : unknown(id))));
    const sources = from_ids.map((id) => found.get(id)!).filter((row) => row.merged_into_id !== into_id);
    sources.forEach(refuseGone);
    return sources.map(({ id }) => id);
  }
}

function unknown(id: string): FieldError {
  return { field: 'from_ids', code: 'CUSTOMER_NOT_FOUND', message: `No customer ${id}.` };
}

function entries(into_id: string, from_ids: readonly string[]): AuditEntry[] {
  if (from_ids.length === 0) return [];
  const subject = { subject_type: 'customer' };
  return [
    { action: 'customer.took_over', ...subject, subject_id: into_id, after: { from_ids } },
    ...from_ids.map((id) => ({
      action: 'customer.merged',
      ...subject,
      subject_id: id,
      after: { merged_into_id: into_id },
    })),
  ];
}
