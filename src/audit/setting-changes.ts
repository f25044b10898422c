import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { violates } from '../common/database/sql-state.js';
import { runInTransaction } from '../common/database/tx.js';
import { Events, type DomainEvent } from '../common/jobs/events.js';
import { AuditTrail, type AuditSource } from './audit-trail.js';

interface SettingChange extends DomainEvent {
  actor: NonNullable<AuditSource>['actor'];
  request_id: string;
  ip: string;
  action: string;
  setting_id: string;
  before: object | null;
  after: object | null;
}

/** Logs changed settings. They arrive as events, because settings, on the same level as the log, import nothing. */
@Injectable()
export class SettingChanges implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly events: Events,
    private readonly trail: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.events.subscribe<SettingChange>('settings.changed', 'audit:setting_changed', (change, eventId) =>
      this.record(change, eventId),
    );
  }

  /** The event's id becomes the entry's, so that a second delivery finds it there. */
  private async record(change: SettingChange, id: string): Promise<void> {
    const { action, setting_id, before, after } = change;
    const entry = { id, action, subject_type: 'setting', subject_id: setting_id, before, after };
    try {
      await runInTransaction(this.dataSource, (tx) => this.trail.record(tx, change, entry));
    } catch (error) {
      if (!violates(error, 'pk_audit_log')) throw error;
    }
  }
}
