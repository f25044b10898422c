import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListRegistersQuery } from './dto/list-registers.query.js';
import type { Register } from './register.entity.js';

const COLUMNS =
  'r.id, r.location_id, r.code, r.name, r.is_active, r.is_default, r.version, r.created_at, r.updated_at';

/** Reads registers for their own routes. */
@Injectable()
export class RegisterReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<Register> {
    const text = `SELECT ${COLUMNS} FROM registers r WHERE r.id = $1::uuid`;
    const [row] = await query<Register | undefined>(db, text, [id]);
    if (row === undefined) throw new NotFound('register', id);
    return row;
  }

  list(request: ListRegistersQuery): Promise<Page<Register>> {
    return listRows<Register>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'registers r',
        where: ['($1::uuid IS NULL OR r.location_id = $1)', '($2::boolean IS NULL OR r.is_active = $2)'],
        params: [request.location_id ?? null, request.is_active ?? null],
        sortable: {
          code: { sql: 'r.code', type: 'text' },
          name: { sql: 'r.name', type: 'text' },
          created_at: { sql: 'r.created_at', type: 'timestamptz' },
        },
        default_sort: 'code',
        id: 'r.id',
      },
      request,
    );
  }
}
