import type { Caller } from '../../common/auth/caller.js';
import type { DomainEvent } from '../../common/jobs/events.js';

/**
 * A setting was set, changed or removed. An event, because contexts of this level import no other: the audit log
 * hears of it by name.
 */
export class SettingsChanged implements DomainEvent {
  static readonly type = 'settings.changed';
  readonly type = SettingsChanged.type;
  readonly actor: { id: string; username: string; api_key_id?: string };
  readonly request_id: string;
  readonly ip: string;

  constructor(
    caller: Caller,
    readonly action: 'setting.created' | 'setting.updated' | 'setting.deleted',
    readonly setting_id: string,
    /** `{ key: value }` */
    readonly before: Record<string, unknown> | null,
    readonly after: Record<string, unknown> | null,
  ) {
    const { id, username, api_key_id } = caller.actor;
    this.actor = { id, username, api_key_id };
    this.request_id = caller.request_id;
    this.ip = caller.ip;
  }
}
