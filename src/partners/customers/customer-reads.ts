import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { searchConditions } from '../shared/partner-search.js';
import { partnerSort } from '../shared/partner-sort.js';
import type { Customer } from './customer.entity.js';
import type { ListCustomersQuery } from './dto/list-customers.query.js';

export type CustomerRow = Omit<Customer, 'credit_limit' | 'discount_percent'> & {
  credit_limit: string | null;
  discount_percent: string | null;
};

const COLUMNS = `
  c.id, c.code, c.name, c.type, c.category, c.contact_info, c.contact_person, c.email, c.phone, c.address, c.city,
  c.vat_number, c.loyalty_points, c.credit_limit, c.payment_delay_days, c.price_group_id, c.discount_percent,
  c.sales_blocked, c.credit_blocked, c.is_active, c.notes, c.version, c.created_at, c.updated_at`;

const ORDER = { sortable: partnerSort('c'), default_sort: 'name', id: 'c.id' };

/** Reads customers for their own routes. */
@Injectable()
export class CustomerReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<CustomerRow> {
    const text = `SELECT ${COLUMNS} FROM customers c WHERE c.id = $1::uuid`;
    const [row] = await query<CustomerRow | undefined>(db, text, [id]);
    if (row === undefined) throw new NotFound('customer', id);
    return row;
  }

  list(request: ListCustomersQuery): Promise<Page<CustomerRow>> {
    const filter = askedConditions([
      ...searchConditions('c', request.q),
      ['c.code =', request.code],
      ['c.email =', request.email],
      ['c.type =', request.type],
      ['c.category =', request.category],
      ['c.is_active =', request.is_active],
      ['c.sales_blocked =', request.sales_blocked],
    ]);
    const plan = { select: COLUMNS, from: 'customers c', ...filter, ...ORDER };
    return listRows<CustomerRow>(this.dataSource, plan, request);
  }
}
