import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListSerialsQuery } from './dto/batch.dto.js';
import { SerialResponse, type SerialRow } from './dto/batch.response.js';

const MOST = 100;

const COLUMNS = `s.id, s.product_id, p.sku, p.name, s.serial_number, s.created_at`;

// A piece is in one place at most: the unique index over open layers says so.
const WHERE_IT_IS = `
  LEFT JOIN cost_layers c ON c.serial_id = page.id AND c.is_open
  LEFT JOIN locations l ON l.id = c.location_id
  LEFT JOIN stock_batches b ON b.id = c.batch_id
  LEFT JOIN LATERAL (
    SELECT json_agg(row_to_json(m) ORDER BY m.id DESC) AS movements FROM (
      SELECT m.id, m.kind, m.location_id, m.quantity::float8 AS quantity, m.source_type, m.source_id, m.occurred_at
      FROM cost_layers held JOIN stock_movements m ON m.layer_id = held.id AND m.product_id = held.product_id
      WHERE held.serial_id = page.id ORDER BY m.id DESC LIMIT ${MOST}) AS m) AS past ON true`;
const FOUND = `
  c.location_id, l.code AS location_code, c.state, b.batch_number, b.expiry_date::text AS expiry_date, past.movements`;

/** Reads pieces with serial numbers. */
@Injectable()
export class SerialReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(filter: ListSerialsQuery): Promise<Page<SerialResponse>> {
    const { where, params } = askedConditions([
      ['s.serial_number =', filter.serial_number],
      ['s.product_id =', filter.product_id],
    ]);
    if (filter.location_id !== undefined) {
      const place = `$${params.push(filter.location_id)}::uuid`;
      where.push(
        `EXISTS (SELECT FROM cost_layers c WHERE c.serial_id = s.id AND c.is_open AND c.location_id = ${place})`,
      );
    }
    const plan = {
      select: COLUMNS,
      page: { select: FOUND, joins: WHERE_IT_IS },
      from: 'stock_serials s JOIN products p ON p.id = s.product_id',
      where,
      params,
      sortable: {
        serial_number: { sql: 's.serial_number', type: 'text' as const },
        created_at: { sql: 's.created_at', type: 'timestamptz' as const },
      },
      default_sort: 'serial_number',
      id: 's.id',
    };
    return (await listRows<SerialRow>(this.dataSource, plan, filter)).map(SerialResponse.from);
  }
}
