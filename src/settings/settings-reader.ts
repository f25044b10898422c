import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../common/database/statement.js';
import { KNOWN_SETTINGS, faultOf, type KnownSetting, type SettingValue } from './domain/known-settings.js';

const STORED = `SELECT key, value FROM settings WHERE key = ANY($1::text[])`;

export type SettingValues<K extends KnownSetting> = { [key in K]: SettingValue<key> };

/** Reads the settings that the code knows. Always from the database, so a change counts in every process at once. */
@Injectable()
export class SettingsReader {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The stored value of a known setting, or its default. One statement by a unique key. */
  async get<K extends KnownSetting>(key: K, db: Queryable = this.dataSource): Promise<SettingValue<K>> {
    return (await this.getMany([key], db))[key];
  }

  /** Several known settings at once; still one statement. */
  async getMany<K extends KnownSetting>(
    keys: readonly K[],
    db: Queryable = this.dataSource,
  ): Promise<SettingValues<K>> {
    const rows = await query<{ key: string; value: unknown }>(db, STORED, [keys]);
    const stored = new Map(rows.map((row) => [row.key, row.value]));
    const values = keys.map((key): [K, unknown] => {
      const definition = KNOWN_SETTINGS[key];
      // A value that another version stored, and that no longer fits, counts as not set.
      const isSet = stored.has(key) && faultOf(definition, stored.get(key)) === undefined;
      return [key, isSet ? stored.get(key) : definition.default];
    });
    return Object.fromEntries(values) as SettingValues<K>;
  }
}
