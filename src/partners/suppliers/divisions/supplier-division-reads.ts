import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../../common/database/statement.js';
import { NotFound } from '../../../common/errors/domain-error.js';
import { askedConditions } from '../../../common/http/list/conditions.js';
import { listRows } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';
import { SupplierReads } from '../supplier-reads.js';
import type { ListSupplierDivisionsQuery } from './dto/list-supplier-divisions.query.js';
import type { SupplierDivision } from './supplier-division.entity.js';

export type SupplierDivisionRow = SupplierDivision & { effective_payment_days: number };

const COLUMNS = `
  d.id, d.supplier_id, d.name, d.code, d.description, d.contact_person, d.email, d.phone, d.payment_days,
  coalesce(d.payment_days, s.payment_days) AS effective_payment_days, d.is_active, d.version, d.created_at,
  d.updated_at`;

const FROM = `supplier_divisions d JOIN suppliers s ON s.id = d.supplier_id`;

const SORTABLE = {
  name: { sql: 'd.name', type: 'text' },
  created_at: { sql: 'd.created_at', type: 'timestamptz' },
} as const;

/** Reads the divisions of one supplier. */
@Injectable()
export class SupplierDivisionReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly suppliers: SupplierReads,
  ) {}

  async byId(supplier_id: string, id: string, db: Queryable = this.dataSource): Promise<SupplierDivisionRow> {
    const text = `SELECT ${COLUMNS} FROM ${FROM} WHERE d.id = $1::uuid AND d.supplier_id = $2::uuid`;
    const [row] = await query<SupplierDivisionRow | undefined>(db, text, [id, supplier_id]);
    if (row === undefined) throw new NotFound('division', id);
    return row;
  }

  async list(supplier_id: string, request: ListSupplierDivisionsQuery): Promise<Page<SupplierDivisionRow>> {
    await this.suppliers.assertExists(supplier_id);
    const filter = askedConditions([
      ['d.supplier_id =', supplier_id],
      ['d.code =', request.code],
      ['d.is_active =', request.is_active],
    ]);
    const order = { sortable: SORTABLE, default_sort: 'name', id: 'd.id' };
    return listRows(this.dataSource, { select: COLUMNS, from: FROM, ...filter, ...order }, request);
  }
}
