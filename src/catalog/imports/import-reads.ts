import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { DomainError, NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import type { ListQuery } from '../../common/http/list/list-query.dto.js';
import { listRows } from '../../common/http/list/list-rows.js';
import { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import type { RowProblem, Verdict } from './domain/verdict.js';
import { ImportRowResponse } from './dto/import-row.response.js';
import type { ListImportRowsQuery } from './dto/import.query.js';
import type { ProductImport } from './product-import.entity.js';

const BY_ID = `SELECT * FROM product_imports WHERE id = $1::uuid`;
const CANCEL = `
  UPDATE product_imports SET status = 'cancelled', finished_at = $2::timestamptz
  WHERE id = $1::uuid AND status IN ('queued', 'running') RETURNING *`;

interface Row {
  row_number: number;
  sku_key: string | null;
  sku: string | null;
  verdict: Verdict | null;
  errors: RowProblem[] | null;
  product_id: string | null;
}

class ImportOver extends DomainError {
  constructor(status: string) {
    super('conflict', 'IMPORT_OVER', `The import is ${status}; what it did stays done.`, { status });
  }
}

/** Imports and the verdicts on their rows. */
@Injectable()
export class ImportReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(request: ListQuery): Promise<Page<ProductImport>> {
    const plan = {
      select: 'i.*',
      from: 'product_imports i',
      where: [],
      params: [],
      sortable: { created_at: { sql: 'i.created_at', type: 'timestamptz' } as const },
      default_sort: '-created_at',
      id: 'i.id',
    };
    return listRows<ProductImport>(this.dataSource, plan, request);
  }

  /** Throws IMPORT_NOT_FOUND. */
  async byId(id: string): Promise<ProductImport> {
    const [found] = await query<ProductImport>(this.dataSource, BY_ID, [id]);
    if (found === undefined) throw new NotFound('import', id);
    return found;
  }

  /** Rows in the order of the file. Throws IMPORT_NOT_FOUND. */
  async rows(id: string, request: ListImportRowsQuery): Promise<Page<ImportRowResponse>> {
    await this.byId(id);
    const plan = {
      select: `r.row_number, r.record ->> 'sku' AS sku, r.verdict, r.errors, r.product_id`,
      from: 'product_import_rows r',
      ...askedConditions([
        ['r.import_id =', id],
        ['r.verdict =', request.verdict],
      ]),
      sortable: { row: { sql: 'r.row_number', type: 'integer' } as const },
      default_sort: 'row',
      id: 'r.import_id',
    };
    const page = await listRows<Row>(this.dataSource, plan, request);
    return page.map(({ row_number: row, sku, verdict, errors, product_id }) => {
      return { row, sku, verdict, errors: errors ?? [], product_id };
    });
  }

  /** Stops an import after the rows it is at. Throws IMPORT_OVER and IMPORT_NOT_FOUND. */
  async cancel(id: string): Promise<ProductImport> {
    const [cancelled] = await query<ProductImport>(this.dataSource, CANCEL, [id, this.clock.now()]);
    if (cancelled !== undefined) return cancelled;
    throw new ImportOver((await this.byId(id)).status);
  }
}
