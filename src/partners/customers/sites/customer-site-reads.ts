import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../../common/database/statement.js';
import { NotFound } from '../../../common/errors/domain-error.js';
import { askedConditions } from '../../../common/http/list/conditions.js';
import { listRows } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';
import { CustomerReads } from '../customer-reads.js';
import type { CustomerSite } from './customer-site.entity.js';
import type { ListCustomerSitesQuery } from './dto/list-customer-sites.query.js';

export type CustomerSiteRow = Omit<CustomerSite, 'special_discount_percent'> & {
  special_discount_percent: string | null;
};

const COLUMNS = `
  s.id, s.customer_id, s.name, s.address, s.city, s.postal_code, s.country_code, s.contact_person, s.email, s.phone,
  s.is_delivery_address, s.is_billing_address, s.is_primary, s.special_discount_percent, s.is_active, s.notes,
  s.version, s.created_at, s.updated_at`;

const SORTABLE = {
  name: { sql: 's.name', type: 'text' },
  created_at: { sql: 's.created_at', type: 'timestamptz' },
} as const;

/** Reads the sites of one customer. */
@Injectable()
export class CustomerSiteReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly customers: CustomerReads,
  ) {}

  async byId(customer_id: string, id: string, db: Queryable = this.dataSource): Promise<CustomerSiteRow> {
    const text = `SELECT ${COLUMNS} FROM customer_sites s WHERE s.id = $1::uuid AND s.customer_id = $2::uuid`;
    const [row] = await query<CustomerSiteRow | undefined>(db, text, [id, customer_id]);
    if (row === undefined) throw new NotFound('site', id);
    return row;
  }

  all(customer_id: string, db: Queryable = this.dataSource): Promise<CustomerSiteRow[]> {
    const text = `SELECT ${COLUMNS} FROM customer_sites s WHERE s.customer_id = $1::uuid ORDER BY s.name`;
    return query(db, text, [customer_id]);
  }

  async list(customer_id: string, request: ListCustomerSitesQuery): Promise<Page<CustomerSiteRow>> {
    await this.customers.assertExists(customer_id);
    const filter = askedConditions([
      ['s.customer_id =', customer_id],
      ['s.is_active =', request.is_active],
      ['s.is_delivery_address =', request.is_delivery_address],
      ['s.is_billing_address =', request.is_billing_address],
    ]);
    const order = { sortable: SORTABLE, default_sort: 'name', id: 's.id' };
    return listRows(
      this.dataSource,
      { select: COLUMNS, from: 'customer_sites s', ...filter, ...order },
      request,
    );
  }
}
