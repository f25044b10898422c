import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../audit/index.js';
import type { Caller } from '../common/auth/caller.js';
import { newId } from '../common/database/new-id.js';
import { violates } from '../common/database/sql-state.js';
import { query } from '../common/database/statement.js';
import { runInTransaction, type Tx } from '../common/database/tx.js';
import { lockVersioned, updateVersioned } from '../common/database/update-versioned.js';
import { InvalidField, ValidationFailed } from '../common/errors/domain-error.js';
import { Clock } from '../common/time/clock.js';
import { seriesFaults } from './domain/check-number-series.js';
import { NumberPrefixTaken, NumberSeriesTaken } from './documents.errors.js';
import type { CreateNumberSeriesDto, UpdateNumberSeriesDto } from './dto/save-number-series.dto.js';
import { NumberSeries } from './entities/number-series.entity.js';
import { NumberSeriesReads } from './number-series-reads.js';
import { readConfiguration } from './workflow/read-configuration.js';

// Those who choose prefixes take turns; drawing numbers goes on.
const CHOOSE_ALONE = `SELECT pg_advisory_xact_lock(hashtext('number_series.prefix'))`;
const SAME_PREFIX = `SELECT 1 FROM number_series WHERE prefix = $1::text AND id <> $2::uuid LIMIT 1`;

const CREATE = `
  INSERT INTO number_series (id, key, type_code, location_id, user_id, prefix, digits, last_number, max_number, is_fiscal,
    reset_yearly, year)
  VALUES ($1::uuid, $2::text, $3::text, $4::uuid, $5::uuid, $6::text, $7::smallint, $8::bigint, $9::bigint, $10::boolean,
    $11::boolean, $12::smallint)`;

const DIGITS = 6;

/** Makes series and changes how their numbers look and where they end; never which number comes next. */
@Injectable()
export class NumberSeriesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly reads: NumberSeriesReads,
    private readonly clock: Clock,
  ) {}

  /** The year that previews are of. */
  year(): number {
    return this.clock.now().getUTCFullYear();
  }

  /** A series for a type, at a location or for a user. Throws NumberSeriesTaken, NumberPrefixTaken and field errors. */
  create(caller: Caller, dto: CreateNumberSeriesDto): Promise<NumberSeries> {
    return runInTransaction(this.dataSource, async (tx) => {
      const { is_fiscal } = await readConfiguration(tx, dto.type).catch(() => {
        throw new InvalidField('type', 'DOCUMENT_TYPE_UNKNOWN', `There is no document type ${dto.type}.`);
      });
      const id = newId();
      const { location_id = null, user_id = null, max_number = null, reset_yearly = false, prefix } = dto;
      const last_number = (dto.next_sequence ?? 1) - 1;
      const faults = seriesFaults({ type_code: dto.type, prefix, reset_yearly, last_number, max_number });
      if (faults.length > 0) throw new ValidationFailed(faults);
      await this.assertFree(tx, prefix, id);
      const key = [dto.type, location_id ?? (user_id === null ? null : '*'), user_id].filter(
        (part) => part !== null,
      );
      const year = reset_yearly && last_number > 0 ? this.year() : null;
      const scope = [id, key.join(':'), dto.type, location_id, user_id];
      const numbers = [prefix, dto.digits ?? DIGITS, last_number, max_number, is_fiscal, reset_yearly, year];
      await query(tx, CREATE, [...scope, ...numbers]).catch(refuseSeries);
      const after = await this.reads.byId(id, tx);
      const subject = { subject_type: 'number_series', subject_id: id };
      await this.audit.record(tx, caller, { action: 'number_series.created', ...subject, after });
      return after;
    });
  }

  /**
   * Throws NumberPrefixTaken and field errors, such as on `max_number` below the last number issued.
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
      const present = await lockVersioned<NumberSeries>(tx, change);
      if (dto.prefix !== undefined && dto.prefix !== present.prefix) {
        await this.assertFree(tx, dto.prefix, id);
      }
      const max_number = typeof dto.max_number === 'number' ? String(dto.max_number) : dto.max_number;
      const planned = { ...present, ...dto };
      const faults = seriesFaults({
        type_code: present.type_code,
        prefix: planned.prefix ?? present.prefix,
        reset_yearly: planned.reset_yearly ?? present.reset_yearly,
        last_number: Number(present.last_number),
        max_number: typeof dto.max_number === 'number' ? dto.max_number : null,
      });
      if (faults.length > 0) throw new ValidationFailed(faults);
      const { before, after } = await updateVersioned<NumberSeries>(tx, change, {
        ...dto,
        max_number,
        ...this.yearOf(present, dto.reset_yearly),
      });
      const subject = { subject_type: 'number_series', subject_id: id };
      await this.audit.record(tx, caller, { action: 'number_series.updated', ...subject, before, after });
      return this.reads.byId(id, tx);
    });
  }

  /** A series that begins to count by years goes on with what it has counted this year. */
  private yearOf(present: NumberSeries, resets: boolean | undefined): { year?: number | null } {
    if (resets === undefined || resets === present.reset_yearly) return {};
    return { year: resets ? this.year() : null };
  }

  private async assertFree(tx: Tx, prefix: string, id: string): Promise<void> {
    await query(tx, CHOOSE_ALONE);
    const taken = await query(tx, SAME_PREFIX, [prefix, id]);
    if (taken.length > 0) throw new NumberPrefixTaken(prefix);
  }
}

function refuseSeries(error: unknown): never {
  const isTaken = violates(error, 'uq_number_series_scope') || violates(error, 'uq_number_series_key');
  if (isTaken) throw new NumberSeriesTaken();
  if (violates(error, 'fk_number_series_location')) {
    throw new InvalidField('location_id', 'LOCATION_UNKNOWN', 'There is no such location.');
  }
  if (violates(error, 'fk_number_series_user')) {
    throw new InvalidField('user_id', 'USER_UNKNOWN', 'There is no such user.');
  }
  throw error;
}
