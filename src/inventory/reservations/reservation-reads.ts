import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListReservationsQuery } from './dto/reservation.dto.js';
import { ReservationResponse, type ReservationRow } from './dto/reservation.response.js';

const COLUMNS = `
  r.id, r.product_id, p.sku, p.name, r.location_id, r.batch_id, b.batch_number, r.quantity, r.remaining, r.owner_type,
  r.owner_id, r.expires_at, r.status, r.created_by, r.created_at, r.ended_at, r.end_reason`;
const FROM = `
  stock_reservations r JOIN products p ON p.id = r.product_id LEFT JOIN stock_batches b ON b.id = r.batch_id`;
const ONE = `SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = $1::uuid`;

/** Reads what is promised to whom. */
@Injectable()
export class ReservationReads {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(filter: ListReservationsQuery): Promise<Page<ReservationResponse>> {
    const { where, params } = askedConditions([
      ['r.status =', filter.status],
      ['r.product_id =', filter.product_id],
      ['r.location_id =', filter.location_id],
      ['r.owner_type =', filter.owner_type],
      ['r.owner_id =', filter.owner_id],
    ]);
    const plan = {
      select: COLUMNS,
      from: FROM,
      where,
      params,
      sortable: {
        created_at: { sql: 'r.created_at', type: 'timestamptz' as const },
        expires_at: { sql: `coalesce(r.expires_at, 'infinity'::timestamptz)`, type: 'timestamptz' as const },
      },
      default_sort: '-created_at',
      id: 'r.id',
    };
    return (await listRows<ReservationRow>(this.dataSource, plan, filter)).map(ReservationResponse.from);
  }

  /** Throws NotFound. */
  async one(id: string, db: Queryable = this.dataSource): Promise<ReservationResponse> {
    const [row] = await query<ReservationRow | undefined>(db, ONE, [id]);
    if (row === undefined) throw new NotFound('reservation', id);
    return ReservationResponse.from(row);
  }
}
