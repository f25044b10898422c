import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/auth/caller.js';
import { newId } from '../common/database/new-id.js';
import { query } from '../common/database/statement.js';
import { runInTransaction, type Tx } from '../common/database/tx.js';
import { InvalidField, NotFound, StaleVersion } from '../common/errors/domain-error.js';
import { Events } from '../common/jobs/events.js';
import { definitionOf, faultOf } from './domain/known-settings.js';
import type { SaveSettingDto, UpdateSettingDto } from './dto/save-setting.dto.js';
import { SettingsChanged } from './events/settings-changed.event.js';
import { SettingReads, type SettingRow } from './setting-reads.js';
import { SettingKeyTaken } from './settings.errors.js';

// Settings change rarely: their writers simply take turns, and readers never wait for them.
const TAKE_TURNS = `LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE`;

const STORE = `
  INSERT INTO settings (id, key, value) VALUES ($1::uuid, $2::text, $3::jsonb)
  ON CONFLICT ON CONSTRAINT uq_settings_key
  DO UPDATE SET value = excluded.value, version = settings.version + 1, updated_at = now()`;

function assertFits(key: string, value: unknown): void {
  const definition = definitionOf(key);
  const fault = definition && faultOf(definition, value);
  if (fault !== undefined) throw new InvalidField('value', 'INVALID_SETTING_VALUE', `${fault}.`);
}

/** Sets, changes and resets settings. */
@Injectable()
export class SettingsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly events: Events,
    private readonly reads: SettingReads,
  ) {}

  /** Throws SettingKeyTaken, and a field error on `value` that a known key does not take. */
  create(caller: Caller, { key, value }: SaveSettingDto): Promise<SettingRow> {
    assertFits(key, value);
    return this.inTurn(async (tx) => {
      const present = await this.present(tx, key);
      if (present !== undefined && !present.is_default) throw new SettingKeyTaken(key);
      const created = await this.store(tx, { id: present?.id ?? newId(), key, value });
      await this.events.publish(
        tx,
        new SettingsChanged(caller, 'setting.created', created.id, null, { [key]: value }),
      );
      return created;
    });
  }

  /** Sets the value of a setting by id or key; a known key need not have been set before. */
  update(
    caller: Caller,
    target: { idOrKey: string; version?: number },
    dto: UpdateSettingDto,
  ): Promise<SettingRow> {
    return this.inTurn(async (tx) => {
      const { id, key, value } = await this.current(tx, target);
      if (dto.key !== undefined && dto.key !== key) {
        throw new InvalidField(
          'key',
          'SETTING_KEY_FIXED',
          `The key stays ${key}; make another setting instead.`,
        );
      }
      assertFits(key, dto.value);
      const updated = await this.store(tx, { id, key, value: dto.value });
      const [before, after] = [{ [key]: value }, { [key]: dto.value }];
      await this.events.publish(tx, new SettingsChanged(caller, 'setting.updated', id, before, after));
      return updated;
    });
  }

  /** Removes a key of the shop's own; resets a known key to its default. */
  remove(caller: Caller, target: { idOrKey: string; version?: number }): Promise<void> {
    return this.inTurn(async (tx) => {
      const { id, key, value, is_default } = await this.current(tx, target);
      if (is_default) return;
      await query(tx, `DELETE FROM settings WHERE id = $1::uuid`, [id]);
      await this.events.publish(
        tx,
        new SettingsChanged(caller, 'setting.deleted', id, { [key]: value }, null),
      );
    });
  }

  private inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return runInTransaction(this.dataSource, async (tx) => {
      await query(tx, TAKE_TURNS);
      return work(tx);
    });
  }

  private async current(tx: Tx, target: { idOrKey: string; version?: number }): Promise<SettingRow> {
    const row = await this.reads.find(target.idOrKey, tx);
    if (target.version !== undefined && target.version !== row.version) throw new StaleVersion(row.version);
    return row;
  }

  private async present(tx: Tx, key: string): Promise<SettingRow | undefined> {
    try {
      return await this.reads.find(key, tx);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  private async store(tx: Tx, setting: { id: string; key: string; value: unknown }): Promise<SettingRow> {
    await query(tx, STORE, [setting.id, setting.key, JSON.stringify(setting.value)]);
    return this.reads.find(setting.key, tx);
  }
}
