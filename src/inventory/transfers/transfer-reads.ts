import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, queryOne, type Queryable } from '../../common/database/statement.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { documentListPlan } from '../lines/document-list.js';
import { HEADER_COLUMNS, headOf } from '../lines/stock-document.response.js';
import { LINE_COLUMNS } from '../lines/stock-line.response.js';
import type { ListTransfersQuery } from './dto/list-transfers.query.js';
import {
  TransferLineResponse,
  TransferSummaryResponse,
  type TransferLineRow,
  type TransferResponse,
  type TransferRow,
} from './dto/transfer.response.js';

export const STOCK_TRANSFER = 'stock_transfer';

const COLUMNS = `
  ${HEADER_COLUMNS}, t.to_location_id, t.expected_on::text AS expected_on,
  (SELECT count(*)::int FROM stock_transfer_lines c WHERE c.document_id = h.id) AS line_count`;
const FROM = `document_headers h JOIN stock_transfers t ON t.id = h.id`;

const HEAD = `SELECT to_location_id, expected_on::text AS expected_on FROM stock_transfers WHERE id = $1::uuid`;

// What left is what the line's own movements took from its place; what arrives has movements of its own.
const LINES = `
  SELECT ${LINE_COLUMNS}, l.received_quantity, l.lost_quantity, l.note, CASE WHEN $2::boolean THEN (
    SELECT -sum(m.value) FROM stock_movements m
    WHERE m.source_line_id = l.id AND m.kind = 'transfer_out' AND m.quantity < 0) END AS cost
  FROM stock_transfer_lines l JOIN products p ON p.id = l.product_id
  WHERE l.document_id = $1::uuid ORDER BY l.line_number`;

export type TransferHead = Pick<TransferRow, 'to_location_id' | 'expected_on'>;

/** Reads transfers for their routes. */
@Injectable()
export class TransferReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
  ) {}

  list(filter: ListTransfersQuery): Promise<Page<TransferSummaryResponse>> {
    const plan = documentListPlan(STOCK_TRANSFER, 'stock_transfer_lines', filter, [
      ['t.to_location_id =', filter.to_location_id],
    ]);
    return listRows<TransferRow>(this.dataSource, { select: COLUMNS, from: FROM, ...plan }, filter).then(
      (page) => page.map(TransferSummaryResponse.summary),
    );
  }

  /** Throws NotFound. Three statements, however many lines. */
  async one(id: string, canSeeCosts: boolean, db: Queryable = this.dataSource): Promise<TransferResponse> {
    return this.whole(db, await this.workflow.header(db, id, STOCK_TRANSFER), canSeeCosts);
  }

  /** A transfer whose head was just read or written. */
  async whole(db: Queryable, header: DocumentHeader, canSeeCosts: boolean): Promise<TransferResponse> {
    const head = await this.head(db, header.id);
    const rows = await query<TransferLineRow>(db, LINES, [header.id, canSeeCosts]);
    const lines = rows.map((row) => TransferLineResponse.from(row, canSeeCosts));
    return { ...headOf(header), ...head, line_count: lines.length, lines };
  }

  head(db: Queryable, id: string): Promise<TransferHead> {
    return queryOne<TransferHead>(db, HEAD, [id]);
  }
}
