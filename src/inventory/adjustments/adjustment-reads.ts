import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { documentListPlan } from '../lines/document-list.js';
import type { ListStockDocumentsQuery } from '../lines/list-stock-documents.query.js';
import { HEADER_COLUMNS, headOf } from '../lines/stock-document.response.js';
import { LINE_COLUMNS } from '../lines/stock-line.response.js';
import {
  AdjustmentLineResponse,
  AdjustmentSummaryResponse,
  type AdjustmentLineRow,
  type AdjustmentResponse,
  type AdjustmentRow,
} from './dto/adjustment.response.js';

export const STOCK_ADJUSTMENT = 'stock_adjustment';

const COLUMNS = `
  ${HEADER_COLUMNS}, h.total_amount,
  (SELECT count(*)::int FROM stock_adjustment_lines c WHERE c.document_id = h.id) AS line_count`;

const LINES = `
  SELECT ${LINE_COLUMNS}, l.reason_code, l.unit_cost, l.note, CASE WHEN $2::boolean THEN (
    SELECT sum(m.value) FROM stock_movements m
    WHERE m.source_line_id = l.id AND m.kind = 'adjustment') END AS value
  FROM stock_adjustment_lines l JOIN products p ON p.id = l.product_id
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;

/** Reads adjustments for their routes. */
@Injectable()
export class AdjustmentReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
  ) {}

  async list(
    filter: ListStockDocumentsQuery,
    canSeeCosts: boolean,
  ): Promise<Page<AdjustmentSummaryResponse>> {
    const plan = documentListPlan(STOCK_ADJUSTMENT, 'stock_adjustment_lines', filter);
    const request = { select: COLUMNS, from: 'document_headers h', ...plan };
    const page = await listRows<AdjustmentRow>(this.dataSource, request, filter);
    return page.map((row) => AdjustmentSummaryResponse.summary(row, canSeeCosts));
  }

  /** Throws NotFound. Two statements, however many lines. */
  async one(id: string, canSeeCosts: boolean): Promise<AdjustmentResponse> {
    const header = await this.workflow.header(this.dataSource, id, STOCK_ADJUSTMENT);
    return this.whole(this.dataSource, header, canSeeCosts);
  }

  async whole(db: Queryable, header: DocumentHeader, canSeeCosts: boolean): Promise<AdjustmentResponse> {
    const rows = await query<AdjustmentLineRow>(db, LINES, [header.id, canSeeCosts]);
    const lines = rows.map((row) => AdjustmentLineResponse.from(row, canSeeCosts));
    const costs = canSeeCosts ? { total_amount: header.total_amount.toNumber() } : {};
    return { ...headOf(header), line_count: lines.length, ...costs, lines };
  }
}
