import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../common/database/statement.js';
import { NotFound } from '../common/errors/domain-error.js';
import { listRows } from '../common/http/list/list-rows.js';
import type { Page } from '../common/http/list/page.js';
import { isUuid } from '../common/http/validation/id-param.js';
import { KNOWN_SETTINGS, type SettingDefinition } from './domain/known-settings.js';
import type { ListSettingsQuery } from './dto/list-settings.query.js';

export interface SettingRow {
  id: string;
  key: string;
  value: unknown;
  is_known: boolean;
  is_default: boolean;
  default_value: unknown;
  type: SettingDefinition['type'] | null;
  description: string | null;
  version: number;
  created_at: Date | null;
  updated_at: Date | null;
}

// What is stored beside what is known: a key may be either or both.
const SETTINGS = `
  (SELECT coalesce(stored.id, known.id) AS id, coalesce(stored.key, known.key) AS key,
          coalesce(stored.value, known.value) AS value, known.key IS NOT NULL AS is_known, stored.id IS NULL AS is_default,
          known.value AS default_value, known.type, known.description, coalesce(stored.version, 0) AS version,
          stored.created_at, stored.updated_at
   FROM settings stored
   FULL JOIN unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[], $5::text[])
     AS known (id, key, value, type, description) ON known.key = stored.key) AS setting`;

const COLUMNS = `
  setting.id, setting.key, setting.value, setting.is_known, setting.is_default, setting.default_value, setting.type,
  setting.description, setting.version, setting.created_at, setting.updated_at`;

const KNOWN = Object.entries<SettingDefinition>(KNOWN_SETTINGS);
const KNOWN_PARAMS = [
  KNOWN.map(([, { id }]) => id),
  KNOWN.map(([key]) => key),
  KNOWN.map(([, definition]) => JSON.stringify(definition.default)),
  KNOWN.map(([, { type }]) => type),
  KNOWN.map(([, { description }]) => description),
];

/** Reads settings for their own routes: those stored, and known ones with their defaults. */
@Injectable()
export class SettingReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** A setting by id or key. Throws NotFound. */
  async find(idOrKey: string, db: Queryable = this.dataSource): Promise<SettingRow> {
    const condition = isUuid(idOrKey) ? 'setting.id = $6::uuid' : 'setting.key = $6::text';
    const text = `SELECT ${COLUMNS} FROM ${SETTINGS} WHERE ${condition}`;
    const [row] = await query<SettingRow | undefined>(db, text, [...KNOWN_PARAMS, idOrKey]);
    if (row === undefined) throw new NotFound('setting', idOrKey);
    return row;
  }

  list(request: ListSettingsQuery): Promise<Page<SettingRow>> {
    return listRows<SettingRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: SETTINGS,
        where: [
          '($6::text IS NULL OR starts_with(setting.key, $6))',
          '($7::boolean IS NULL OR setting.is_known = $7)',
        ],
        params: [...KNOWN_PARAMS, request.prefix ?? null, request.is_known ?? null],
        sortable: { key: { sql: 'setting.key', type: 'text' } },
        default_sort: 'key',
        id: 'setting.id',
      },
      request,
    );
  }
}
