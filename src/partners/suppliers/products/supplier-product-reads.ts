import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../../common/database/statement.js';
import { NotFound } from '../../../common/errors/domain-error.js';
import { askedConditions } from '../../../common/http/list/conditions.js';
import { listRows } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';
import { SupplierReads } from '../supplier-reads.js';
import type { ListSupplierProductsQuery } from './dto/list-supplier-products.query.js';
import type { SupplierProduct } from './supplier-product.entity.js';

type Numbers = 'cost' | 'pack_factor' | 'minimum_order_quantity';

export type SupplierProductRow = Omit<SupplierProduct, Numbers> & {
  cost: string | null;
  pack_factor: string;
  minimum_order_quantity: string | null;
  sku: string;
  product_name: string;
};

const COLUMNS = `
  o.id, o.supplier_id, o.product_id, p.sku, p.name AS product_name, o.supplier_code, o.supplier_name, o.cost,
  o.currency, o.pack_factor, o.pack_unit, o.minimum_order_quantity, o.lead_time_days, o.is_preferred, o.is_active,
  o.notes, o.version, o.created_at, o.updated_at`;

const FROM = `supplier_products o JOIN product_labels p ON p.product_id = o.product_id`;

const SORTABLE = {
  name: { sql: 'p.name', type: 'text' },
  sku: { sql: 'p.sku', type: 'text' },
  created_at: { sql: 'o.created_at', type: 'timestamptz' },
} as const;

/** Reads what one supplier offers. */
@Injectable()
export class SupplierProductReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly suppliers: SupplierReads,
  ) {}

  async byId(supplier_id: string, id: string, db: Queryable = this.dataSource): Promise<SupplierProductRow> {
    const text = `SELECT ${COLUMNS} FROM ${FROM} WHERE o.id = $1::uuid AND o.supplier_id = $2::uuid`;
    const [row] = await query<SupplierProductRow | undefined>(db, text, [id, supplier_id]);
    if (row === undefined) throw new NotFound('supplier product', id);
    return row;
  }

  async list(supplier_id: string, request: ListSupplierProductsQuery): Promise<Page<SupplierProductRow>> {
    await this.suppliers.assertExists(supplier_id);
    const filter = askedConditions([
      ['o.supplier_id =', supplier_id],
      ['o.product_id =', request.product_id],
      ['o.supplier_code =', request.supplier_code],
      ['o.is_preferred =', request.is_preferred],
      ['o.is_active =', request.is_active],
    ]);
    const order = { sortable: SORTABLE, default_sort: 'name', id: 'o.id' };
    return listRows(this.dataSource, { select: COLUMNS, from: FROM, ...filter, ...order }, request);
  }
}
