import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { EntryRow } from './dto/entry.response.js';
import type { ListEntriesQuery } from './dto/list-entries.query.js';
import type { ListAllMembersQuery } from './dto/list-members.query.js';
import type { MemberRow } from './dto/member.response.js';

export const MEMBER_COLUMNS = `
  m.id, m.program_id, p.name AS program, m.customer_id, c.code AS customer_code, c.name AS customer_name, m.card_number,
  m.status, m.balance AS points, p.redemption_value, m.tier_code AS tier,
  (SELECT t.name FROM loyalty_tiers t WHERE t.program_id = m.program_id AND t.code = m.tier_code) AS tier_name, m.tier_points,
  (SELECT json_build_object('code', t.code, 'threshold_points', t.threshold_points) FROM loyalty_tiers t
   WHERE t.program_id = m.program_id AND t.threshold_points > m.tier_points ORDER BY t.threshold_points LIMIT 1) AS next_tier,
  m.enrolled_at, m.left_at, m.version, m.created_at, m.updated_at`;

export const MEMBERS = `
  loyalty_members m JOIN loyalty_programs p ON p.id = m.program_id JOIN customers c ON c.id = m.customer_id`;

const MEMBER_ORDER: Pick<ListPlan, 'sortable' | 'default_sort' | 'id'> = {
  sortable: {
    enrolled_at: { sql: 'm.enrolled_at', type: 'timestamptz' },
    points: { sql: 'm.balance', type: 'bigint' },
    name: { sql: 'c.name', type: 'text' },
  },
  default_sort: '-enrolled_at',
  id: 'm.id',
};

const BY_ID = `SELECT ${MEMBER_COLUMNS} FROM ${MEMBERS} WHERE m.id = $1::uuid`;

const OF_CUSTOMER = `
  SELECT ${MEMBER_COLUMNS} FROM ${MEMBERS} WHERE m.customer_id = $1::uuid AND m.status <> 'merged' ORDER BY m.id`;

const ENTRY_COLUMNS = `
  e.id, e.member_id, e.kind, e.points, e.balance_after, e.sale_id, e.sale_item_id, e.document_id, e.reverses_id, e.amount,
  l.expires_on::text AS expires_on, n.reason, e.actor_id, e.occurred_at, e.business_date::text AS business_date,
  e.created_at`;

// Ids are made under the member's lock, so they are the order of recording.
const ENTRY_ORDER: Pick<ListPlan, 'sortable' | 'default_sort' | 'id'> = {
  sortable: { created_at: { sql: 'e.id', type: 'uuid' } },
  default_sort: '-created_at',
  id: 'e.id',
};

/** Reads members and their points. */
@Injectable()
export class MemberReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list(request: ListAllMembersQuery): Promise<Page<MemberRow>> {
    const { where, params } = askedConditions([
      ['m.card_number =', request.card_number],
      ['m.program_id =', request.program_id],
      ['m.customer_id =', request.customer_id],
      ['m.tier_code =', request.tier],
      ['m.status =', request.status],
    ]);
    const conditions = { where: [...where, `m.status <> 'merged'`], params };
    const plan = { select: MEMBER_COLUMNS, from: MEMBERS, ...conditions, ...MEMBER_ORDER };
    return listRows<MemberRow>(this.dataSource, plan, request);
  }

  /** Throws NotFound; also for a member of another program than the one that is named. */
  async byId(id: string, program_id?: string, db: Queryable = this.dataSource): Promise<MemberRow> {
    const [row] = await query<MemberRow | undefined>(db, BY_ID, [id]);
    const isOther = program_id !== undefined && row?.program_id !== program_id;
    if (row === undefined || isOther) throw new NotFound('loyalty member', id);
    return row;
  }

  /** The memberships of a customer, the oldest first. */
  ofCustomer(customer_id: string, db: Queryable = this.dataSource): Promise<MemberRow[]> {
    return query<MemberRow>(db, OF_CUSTOMER, [customer_id]);
  }

  /** Throws NotFound for a member that is not there. */
  async entries(member_id: string, request: ListEntriesQuery): Promise<Page<EntryRow>> {
    await this.byId(member_id);
    const filter = askedConditions([
      ['e.member_id =', member_id],
      ['e.kind =', request.kind],
      ['e.sale_id =', request.sale_id],
    ]);
    const from = `loyalty_entries e LEFT JOIN loyalty_lots l ON l.id = e.lot_id LEFT JOIN loyalty_notes n ON n.entry_id = e.id`;
    const plan = { select: ENTRY_COLUMNS, from, ...filter, ...ENTRY_ORDER };
    return listRows<EntryRow>(this.dataSource, plan, request);
  }
}
