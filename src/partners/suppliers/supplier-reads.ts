import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions, type Condition } from '../../common/http/list/conditions.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { nameConditions, searchConditions } from '../shared/partner-search.js';
import { partnerSort } from '../shared/partner-sort.js';
import type { ListSuppliersQuery, SearchSuppliersQuery } from './dto/list-suppliers.query.js';
import type { Supplier } from './supplier.entity.js';

export type SupplierRow = Omit<Supplier, 'credit_limit' | 'over_delivery_percent' | 'product_list'> & {
  over_delivery_percent: string | null;
  credit_limit: string | null;
  product_list: unknown[] | null;
};

const COLUMNS = `
  s.id, s.code, s.name, s.contact_info, s.contact_person, s.email, s.phone, s.address, s.city,
  s.country_code, s.vat_number,
  s.bank_name, s.bank_account, s.payment_days, s.credit_limit, s.over_delivery_percent, s.is_internal, s.delivery_blocked, s.product_list,
  s.is_active, s.notes, s.version, s.created_at, s.updated_at`;

const SUPPLIERS = 'suppliers s';
// A supplier offers a product once, so that no supplier appears twice.
const WITH_OFFERS = 'suppliers s JOIN supplier_products o ON o.supplier_id = s.id AND o.is_active';

const ORDER = { sortable: partnerSort('s'), default_sort: 'name', id: 's.id' };

/** Reads suppliers for their own routes. */
@Injectable()
export class SupplierReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async byId(id: string, db: Queryable = this.dataSource): Promise<SupplierRow> {
    const text = `SELECT ${COLUMNS} FROM suppliers s WHERE s.id = $1::uuid`;
    const [row] = await query<SupplierRow | undefined>(db, text, [id]);
    if (row === undefined) throw new NotFound('supplier', id);
    return row;
  }

  /** Throws NotFound. */
  async assertExists(id: string, db: Queryable = this.dataSource): Promise<void> {
    const found = await query(db, `SELECT 1 FROM suppliers WHERE id = $1::uuid`, [id]);
    if (found.length === 0) throw new NotFound('supplier', id);
  }

  list(request: ListSuppliersQuery): Promise<Page<SupplierRow>> {
    const conditions: Condition[] = [
      ...searchConditions('s', request.q),
      ['s.code =', request.code],
      ['s.is_active =', request.is_active],
      ['s.delivery_blocked =', request.delivery_blocked],
      ['s.is_internal =', request.is_internal],
      ['s.vat_number =', request.vat_number],
      ['o.product_id =', request.product_id],
    ];
    return this.page(request, conditions, request.product_id === undefined ? SUPPLIERS : WITH_OFFERS);
  }

  searchByName(request: SearchSuppliersQuery): Promise<Page<SupplierRow>> {
    return this.page(request, nameConditions('s', request.name));
  }

  private page(request: ListQuery, conditions: Condition[], from = SUPPLIERS): Promise<Page<SupplierRow>> {
    const plan = { select: COLUMNS, from, ...askedConditions(conditions), ...ORDER };
    return listRows<SupplierRow>(this.dataSource, plan, request);
  }
}
