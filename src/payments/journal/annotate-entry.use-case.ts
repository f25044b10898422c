import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { StaleVersion } from '../../common/errors/domain-error.js';
import type { AnnotateTransactionDto } from './dto/annotate-transaction.dto.js';
import { journalRow, type JournalRow } from './journal-rows.js';

// The entry's own row is locked, since its note may not exist yet; its keys stay free for others to refer to.
const LOCK = `SELECT id FROM money_journal WHERE id = $1 FOR NO KEY UPDATE`;

const ANNOTATE = `
  INSERT INTO journal_notes AS note (id, notes) VALUES ($1, $2)
  ON CONFLICT (id) DO UPDATE SET notes = excluded.notes, version = note.version + 1, updated_at = now()`;

/** Writes or clears the notes on a journal entry, which itself never changes. */
@Injectable()
export class AnnotateEntryUseCase {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws NotFound and, when `expectedVersion` is not that of the notes (0 before the first), StaleVersion. */
  execute(
    id: string,
    dto: AnnotateTransactionDto,
    caller: Caller,
    expectedVersion?: number,
  ): Promise<JournalRow> {
    return runInTransaction(this.dataSource, async (tx) => {
      await query(tx, LOCK, [id]);
      const before = await journalRow(tx, id);
      if (expectedVersion !== undefined && expectedVersion !== before.version)
        throw new StaleVersion(before.version);
      if (dto.notes === undefined) return before;
      await query(tx, ANNOTATE, [id, dto.notes]);
      const after = await journalRow(tx, id);
      await this.audit.record(tx, caller, {
        action: 'transaction.annotated',
        subject_type: 'transaction',
        subject_id: id,
        before: { notes: before.notes },
        after: { notes: after.notes },
      });
      return after;
    });
  }
}
