import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { queryOne } from '../../common/database/statement.js';
import { InvalidField, NotFound } from '../../common/errors/domain-error.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { ListPriceHistoryQuery } from './dto/list-price-history.query.dto.js';
import type { PriceChangeRow } from './dto/price-change.response.js';

const COLUMNS = `c.id, c.subject, c.location_id, c.price_group_id, c.packaging_id, c.min_quantity, c.price,
  c.changed_at, c.actor_id`;

// A day is that of the location: it begins at its midnight and ends before the next one.
const FROM = `($4::text IS NULL OR c.changed_at >= CASE WHEN length($4) = 10
  THEN $4::date::timestamp AT TIME ZONE $6::text ELSE $4::timestamptz END)`;
const TO = `($5::text IS NULL OR CASE WHEN length($5) = 10
  THEN c.changed_at < ($5::date + 1)::timestamp AT TIME ZONE $6::text ELSE c.changed_at <= $5::timestamptz END)`;

const ASKED = `
  SELECT EXISTS (SELECT FROM products WHERE id = $1::uuid) AS has_product,
    (SELECT time_zone FROM locations WHERE CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2::uuid END) AS zone`;

interface Asked {
  has_product: boolean;
  zone: string | null;
}

/** Reads what prices a product had. */
@Injectable()
export class PriceHistory {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Newest first. Throws NotFound for the product and a field error on `location_id`. */
  async list(productId: string, request: ListPriceHistoryQuery): Promise<Page<PriceChangeRow>> {
    const { location_id, subject, from, to } = request;
    const zone = await this.zoneOf(productId, location_id);
    return listRows<PriceChangeRow>(
      this.dataSource,
      {
        select: COLUMNS,
        from: 'price_changes c',
        where: [
          'c.product_id = $1::uuid',
          '($2::uuid IS NULL OR c.location_id IS NULL OR c.location_id = $2)',
          '($3::text IS NULL OR c.subject = $3)',
          FROM,
          TO,
        ],
        params: [productId, location_id ?? null, subject ?? null, from ?? null, to ?? null, zone],
        sortable: { changed_at: { sql: 'c.changed_at', type: 'timestamptz' } },
        default_sort: '-changed_at',
        id: 'c.id',
      },
      request,
    );
  }

  /** Also of a location that is closed: its history is not. */
  private async zoneOf(productId: string, locationId: string | undefined): Promise<string> {
    const { has_product, zone } = await queryOne<Asked>(this.dataSource, ASKED, [
      productId,
      locationId ?? null,
    ]);
    if (!has_product) throw new NotFound('product', productId);
    if (zone === null)
      throw new InvalidField('location_id', 'LOCATION_NOT_FOUND', 'There is no such location.');
    return zone;
  }
}
