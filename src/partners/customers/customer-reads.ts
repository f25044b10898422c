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
  /** In all loyalty programs together. */
  loyalty_points: number;
};

const COLUMNS = `
  c.id, c.code, c.name, c.type, c.category, c.contact_info, c.contact_person, c.email, c.phone, c.address, c.city,
  c.country_code, c.vat_number, c.tax_treatment, c.exemption_number,
  c.exemption_valid_until::text AS exemption_valid_until, c.merged_into_id, c.anonymised_at,
  c.credit_limit, c.payment_delay_days, c.price_group_id, c.discount_percent,
  c.sales_blocked, c.credit_blocked, c.is_active, c.notes, c.version, c.created_at, c.updated_at`;

/** The points are kept by loyalty, which publishes this view; whoever has none has no row there. */
function pointsOf(customer: 'c' | 'page'): string {
  const points = `SELECT p.points FROM customer_points p WHERE p.customer_id = ${customer}.id`;
  return `coalesce((${points}), 0) AS loyalty_points`;
}

const CUSTOMERS = `SELECT ${COLUMNS}, ${pointsOf('c')} FROM customers c`;

const ORDER = { sortable: partnerSort('c'), default_sort: 'name', id: 'c.id' };

/** Reads customers for their own routes. */
@Injectable()
export class CustomerReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<CustomerRow> {
    const [row] = await query<CustomerRow | undefined>(db, `${CUSTOMERS} WHERE c.id = $1::uuid`, [id]);
    if (row === undefined) throw new NotFound('customer', id);
    return row;
  }

  /** Throws NotFound. */
  async assertExists(id: string, db: Queryable = this.dataSource): Promise<void> {
    const found = await query(db, `SELECT 1 FROM customers WHERE id = $1::uuid`, [id]);
    if (found.length === 0) throw new NotFound('customer', id);
  }

  /** The signposts that point at a customer. */
  mergedInto(id: string, db: Queryable = this.dataSource): Promise<CustomerRow[]> {
    return query(db, `${CUSTOMERS} WHERE c.merged_into_id = $1::uuid ORDER BY c.id`, [id]);
  }

  list(request: ListCustomersQuery): Promise<Page<CustomerRow>> {
    const { where, params } = askedConditions([
      ...searchConditions('c', request.q),
      ['c.code =', request.code],
      ['c.email =', request.email],
      ['c.type =', request.type],
      ['c.category =', request.category],
      ['c.is_active =', request.is_active],
      ['c.sales_blocked =', request.sales_blocked],
      ['c.credit_blocked =', request.credit_blocked],
      ['c.price_group_id =', request.price_group_id],
      ['c.tax_treatment =', request.tax_treatment],
      ['c.vat_number =', request.vat_number],
      ['c.merged_into_id =', request.merged_into_id],
    ]);
    if (request.merged_into_id === undefined) where.push('c.merged_into_id IS NULL');
    const page = { select: pointsOf('page'), joins: '' };
    const plan = { select: COLUMNS, page, from: 'customers c', where, params, ...ORDER };
    return listRows<CustomerRow>(this.dataSource, plan, request);
  }
}
