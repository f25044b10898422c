import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../common/database/statement.js';
import { NotFound } from '../common/errors/domain-error.js';
import { askedConditions, type Condition } from '../common/http/list/conditions.js';
import { listRows } from '../common/http/list/list-rows.js';
import type { Page } from '../common/http/list/page.js';
import { isDay } from '../common/http/validation/day-or-instant.js';
import type { AuditLogEntry } from './audit-entry.entity.js';
import type { ListAuditLogQuery } from './dto/list-audit-log.query.js';

const DAY_MS = 86_400_000;

const COLUMNS = `
  a.id, a.created_at, a.actor_id, a.actor_username, a.api_key_id, a.action, a.subject_type, a.subject_id, a.before,
  a.after, a.request_id, a.ip`;

/** Until an instant, or until the end of a day (UTC). */
function until(to: string | undefined): Condition {
  if (!isDay(to)) return ['a.created_at <=', to];
  return ['a.created_at <', new Date(new Date(to).getTime() + DAY_MS)];
}

/** Reads the audit log. */
@Injectable()
export class AuditLogReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string): Promise<AuditLogEntry> {
    const text = `SELECT ${COLUMNS} FROM audit_log a WHERE a.id = $1::uuid`;
    const [row] = await query<AuditLogEntry | undefined>(this.dataSource, text, [id]);
    if (row === undefined) throw new NotFound('audit entry', id);
    return row;
  }

  list(request: ListAuditLogQuery): Promise<Page<AuditLogEntry>> {
    return listRows<AuditLogEntry>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'audit_log a',
        ...askedConditions([
          ['a.actor_id =', request.actor_id],
          ['a.action =', request.action],
          ['a.subject_type =', request.subject_type],
          ['a.subject_id =', request.subject_id],
          ['a.request_id =', request.request_id],
          ['a.created_at >=', request.from],
          until(request.to),
        ]),
        sortable: { created_at: { sql: 'a.created_at', type: 'timestamptz' } },
        default_sort: '-created_at',
        id: 'a.id',
      },
      request,
    );
  }
}
