import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../common/database/statement.js';
import { runInTransaction } from '../common/database/tx.js';
import { Events } from '../common/jobs/events.js';
import { JobRegistry } from '../common/jobs/job-registry.js';
import { Clock } from '../common/time/clock.js';
import type { DocumentApprovalEscalated } from './events/document-approval-escalated.js';
import { appendLog } from './workflow/document-log.js';
import { lockDocument } from './workflow/document-rows.js';

const HOURLY = '7 * * * *';
const BATCH = 200;

interface Overdue {
  document_id: string;
  type: string;
  number: string | null;
  status_id: string;
  status: string;
  rule_id: string;
  rule_name: string;
  level: number;
  waiting_since: Date;
}

const OVERDUE = `
  SELECT w.document_id, w.type, h.number, h.status_id, h.status, r.id AS rule_id, r.name AS rule_name, r.level,
    w.waiting_since
  FROM document_approvals_due w
  JOIN approval_rules r ON r.id = w.rule_id
  JOIN document_headers h ON h.id = w.document_id
  WHERE NOT w.is_escalated AND w.waiting_since + r.escalate_after_hours * interval '1 hour' <= $1::timestamptz`;

const SOME = `${OVERDUE} ORDER BY w.document_id, r.id LIMIT ${BATCH}`;
const STILL = `${OVERDUE} AND w.document_id = $2::uuid AND r.id = $3::uuid`;

/** Marks approvals that nobody gave in time: whom the rule names beside the approver may give them from then on. */
@Injectable()
export class ApprovalEscalation implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: JobRegistry,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.schedule('documents:escalate', HOURLY, () => this.run());
  }

  /** Each document in its own transaction, so that one that is locked holds up none that is marked already. */
  async run(): Promise<void> {
    for (;;) {
      const overdue = await this.find(this.dataSource, SOME);
      for (const each of overdue) await this.mark(each);
      if (overdue.length < BATCH) return;
    }
  }

  private find(db: Queryable, text: string, ...keys: string[]): Promise<Overdue[]> {
    return query<Overdue>(db, text, [this.clock.now(), ...keys]);
  }

  private mark({ document_id, type, rule_id }: Overdue): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      await lockDocument(tx, document_id, type);
      const [still] = await this.find(tx, STILL, document_id, rule_id);
      if (still === undefined) return;
      const { status_id, status, number, level, waiting_since } = still;
      const here = { id: status_id, code: status };
      const rule = { id: rule_id, name: still.rule_name, level };
      const at = this.clock.now();
      await appendLog(tx, null, { document_id, type, action: 'escalated', from: here, to: here, rule, at });
      await this.events.publish<DocumentApprovalEscalated>(tx, {
        type: 'documents.approval_escalated',
        document_id,
        document_type: type,
        number,
        rule_id,
        level,
        waiting_since: waiting_since.toISOString(),
      });
    });
  }
}
