import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import type { Caller } from '../common/auth/caller.js';
import { query } from '../common/database/statement.js';
import { runInTransaction, type Tx } from '../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../common/database/update-versioned.js';
import { InvalidField } from '../common/errors/domain-error.js';
import { NumberPrefixTaken } from './documents.errors.js';
import type { UpdateNumberSeriesDto } from './dto/save-number-series.dto.js';
import { NumberSeries } from './entities/number-series.entity.js';
import { NumberSeriesReads } from './number-series-reads.js';

// Those who choose prefixes take turns; drawing numbers goes on.
const CHOOSE_ALONE = `SELECT pg_advisory_xact_lock(hashtext('number_series.prefix'))`;
const SAME_PREFIX = `SELECT 1 FROM number_series WHERE prefix = $1::text AND id <> $2::uuid LIMIT 1`;

/** Changes how the numbers of a series look and where they end; never which number comes next. */
@Injectable()
export class NumberSeriesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: NumberSeriesReads,
  ) {}

  /**
   * Throws NumberPrefixTaken and a field error on `max_number` below the last number issued.
   * Lock: the series row, so it waits for documents that are drawing a number now.
   */
  update(
    caller: Caller,
    target: { id: string; version?: number },
    dto: UpdateNumberSeriesDto,
  ): Promise<NumberSeries> {
    const { id, version } = target;
    const change = { entity: NumberSeries, what: 'number series', id, expectedVersion: version };
    return runInTransaction(this.dataSource, async (tx) => {
      const { prefix, last_number } = await lockVersioned<NumberSeries>(tx, change);
      if (dto.prefix !== undefined && dto.prefix !== prefix) await this.assertFree(tx, dto.prefix, id);
      if (typeof dto.max_number === 'number' && dto.max_number < Number(last_number)) {
        throw new InvalidField(
          'max_number',
          'BELOW_LAST_NUMBER',
          `Number ${last_number} was issued already.`,
        );
      }
      const max_number = typeof dto.max_number === 'number' ? String(dto.max_number) : dto.max_number;
      const { before, after } = await updateVersioned<NumberSeries>(tx, change, { ...dto, max_number });
      const subject = { subject_type: 'number_series', subject_id: id };
      await this.audit.record(tx, caller, { action: 'number_series.updated', ...subject, before, after });
      return this.reads.byId(id, tx);
    });
  }

  private async assertFree(tx: Tx, prefix: string, id: string): Promise<void> {
    await query(tx, CHOOSE_ALONE);
    const taken = await query(tx, SAME_PREFIX, [prefix, id]);
    if (taken.length > 0) throw new NumberPrefixTaken(prefix);
  }
}
