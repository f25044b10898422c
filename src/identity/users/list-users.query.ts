import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { containing } from '../../common/database/like.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { UserListQuery } from './dto/user-list.query.dto.js';
import { USER_COLUMNS, USERS, type UserRow } from './user-row.js';

@Injectable()
export class ListUsersQuery {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  run(request: UserListQuery): Promise<Page<UserRow>> {
    const plan: ListPlan = {
      select: USER_COLUMNS,
      from: USERS,
      ...askedConditions([
        ['lower(r.name) =', request.role?.toLowerCase()],
        ['u.is_active =', request.is_active],
        [`concat_ws(' ', u.username, u.full_name, u.email) ILIKE`, containing(request.q)],
      ]),
      sortable: {
        username: { sql: 'lower(u.username)', type: 'text' },
        created_at: { sql: 'u.created_at', type: 'timestamptz' },
      },
      default_sort: 'username',
      id: 'u.id',
    };
    return listRows<UserRow>(this.dataSource, plan, request);
  }
}
