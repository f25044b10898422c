import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction } from '../../common/database/tx.js';
import { DomainError } from '../../common/errors/domain-error.js';
import { Clock } from '../../common/time/clock.js';
import { findUnstorableText } from '../../common/http/validation/unstorable-text.js';
import { Events } from '../../common/jobs/events.js';
import { stageRows } from './import-store.js';
import { IMPORT_STAGED, type ImportStaged } from './import-staged.event.js';
import { ProductImport, type ImportFormat } from './product-import.entity.js';
import { readRecords, type ReadRecord } from './record-readers.js';

const ROWS_AT_ONCE = 1000;
const MAX_ROWS = 1_000_000;

class TooManyRows extends DomainError {
  constructor() {
    super('invalid', 'TOO_MANY_ROWS', `A file may hold at most ${MAX_ROWS} rows; send it in parts.`);
  }
}

class EmptyFile extends DomainError {
  constructor() {
    super('invalid', 'EMPTY_FILE', 'The file holds no rows.');
  }
}

interface Staged {
  row_number: number;
  record: Record<string, unknown> | null;
  errors: ReadRecord['problems'] | null;
}

/** Text that PostgreSQL cannot store makes the row unreadable, not the file. */
function staged({ record, problems }: ReadRecord, row_number: number): Staged {
  const unstorable = findUnstorableText(record).map((error) => ({ ...error, value: null }));
  const readable = problems.map((problem) =>
    findUnstorableText(problem.value).length > 0 ? { ...problem, value: null } : problem,
  );
  const errors = [...readable, ...unstorable];
  return {
    row_number,
    record: unstorable.length > 0 ? null : record,
    errors: errors.length > 0 ? errors : null,
  };
}

/** Takes in files of products: reads them as they arrive, and keeps their rows where any process can work on them. */
@Injectable()
export class ImportUpload {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /**
   * Keeps every row of `file` and hands the import to a job. Memory does not grow with the file. Throws what
   * `readRecords` throws, EMPTY_FILE and TOO_MANY_ROWS; then nothing is kept.
   */
  async receive(
    caller: Caller,
    file: Readable,
    { format, is_dry_run }: { format: ImportFormat; is_dry_run: boolean },
  ): Promise<string> {
    const id = newId();
    await this.dataSource.manager.insert(ProductImport, {
      id,
      format,
      is_dry_run,
      status: 'receiving',
      actor_id: caller.actor.id,
      actor_username: caller.actor.username,
      api_key_id: caller.actor.api_key_id ?? null,
      request_id: caller.request_id,
      ip: caller.ip,
      created_at: this.clock.now(),
    });
    try {
      const total = await this.stage(id, format, file);
      await this.queue(id, total);
    } catch (error) {
      await this.dataSource.manager.delete(ProductImport, { id });
      throw error;
    }
    return id;
  }

  private async stage(id: string, format: ImportFormat, file: Readable): Promise<number> {
    let total = 0;
    let rows: Staged[] = [];
    for await (const read of readRecords(format, file)) {
      total += 1;
      if (total > MAX_ROWS) throw new TooManyRows();
      rows.push(staged(read, total));
      if (rows.length < ROWS_AT_ONCE) continue;
      await stageRows(this.dataSource, id, rows);
      rows = [];
    }
    await stageRows(this.dataSource, id, rows);
    if (total === 0) throw new EmptyFile();
    return total;
  }

  private async queue(id: string, total: number): Promise<void> {
    await runInTransaction(this.dataSource, async (tx) => {
      const text = `UPDATE product_imports SET status = 'queued', total_rows = $2::integer WHERE id = $1::uuid`;
      await query(tx, text, [id, total]);
      await this.events.publish<ImportStaged>(tx, { type: IMPORT_STAGED, import_id: id });
    });
  }
}
