import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListProgramsQuery } from './dto/list-programs.query.js';
import type { ProgramRow } from './dto/program.response.js';

const COLUMNS = `
  p.id, p.name, p.is_active, p.points_per_unit, p.redemption_value, p.min_redemption_points, p.expiry_months,
  p.tier_window_days, p.version, p.created_at, p.updated_at,
  (SELECT json_agg(json_build_object('code', t.code, 'name', t.name, 'threshold_points', t.threshold_points,
      'earn_multiplier', trim_scale(t.earn_multiplier)) ORDER BY t.threshold_points)
   FROM loyalty_tiers t WHERE t.program_id = p.id) AS tiers`;

const BY_ID = `SELECT ${COLUMNS} FROM loyalty_programs p WHERE p.id = $1::uuid`;

const ORDER = {
  sortable: {
    name: { sql: 'p.name', type: 'text' as const },
    created_at: { sql: 'p.created_at', type: 'timestamptz' as const },
  },
  default_sort: 'name',
  id: 'p.id',
};

@Injectable()
export class ProgramReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  list(request: ListProgramsQuery): Promise<Page<ProgramRow>> {
    const filter = askedConditions([['p.is_active =', request.is_active]]);
    const plan = { select: COLUMNS, from: 'loyalty_programs p', ...filter, ...ORDER };
    return listRows<ProgramRow>(this.dataSource, plan, request);
  }

  /** Throws NotFound. */
  async byId(id: string, db: Queryable = this.dataSource): Promise<ProgramRow> {
    const [row] = await query<ProgramRow | undefined>(db, BY_ID, [id]);
    if (row === undefined) throw new NotFound('loyalty program', id);
    return row;
  }
}
