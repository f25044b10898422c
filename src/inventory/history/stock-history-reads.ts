import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows, type ListPlan } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Clock } from '../../common/time/clock.js';
import { assertNotInFuture } from './as-of.js';
import type { ListStockAsOfQuery } from './dto/list-stock-as-of.query.js';
import { StockAsOfResponse, type StockAsOfRow } from './dto/stock-as-of.response.js';
import { StockAsOf, type Position, type PositionAsOf } from './stock-as-of.query.js';

type NamedPosition = Omit<StockAsOfRow, keyof PositionAsOf | 'at' | 'known_at'> & Position;

function planOf({ product_id, location_id }: ListStockAsOfQuery): ListPlan {
  return {
    select:
      'p.id AS product_id, p.sku, p.name, loc.id AS location_id, loc.code AS location_code, loc.currency',
    from: 'products p JOIN stock_levels s ON s.product_id = p.id JOIN locations loc ON loc.id = s.location_id',
    ...askedConditions([
      ['p.id =', product_id],
      ['loc.id =', location_id],
    ]),
    sortable: {
      sku: { sql: 'p.sku', type: 'text' },
      name: { sql: 'p.name', type: 'text' },
      location_code: { sql: 'loc.code', type: 'text' },
    },
    default_sort: 'sku',
    id: 'p.id',
  };
}

/** The stock of any time, as callers see it; costs only for those who may see them. */
@Injectable()
export class StockHistoryReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly asOf: StockAsOf,
    private readonly clock: Clock,
  ) {}

  /**
   * A row for each location that ever held a product, with 0 before it came. Three statements, four with `count=true`.
   * Throws ValidationFailed for times in the future.
   */
  async list(filter: ListStockAsOfQuery, canSeeCosts: boolean): Promise<Page<StockAsOfResponse>> {
    const now = this.clock.now();
    assertNotInFuture(filter, now);
    const at = filter.at ?? now.toISOString();
    const known_at = filter.known_at ?? null;
    // A product has a row per location, so the location is always part of the order: rows are never equal.
    const sort = `${filter.sort ?? 'sku'},location_code`;
    const page = await listRows<NamedPosition>(this.dataSource, planOf(filter), { ...filter, sort });
    const held = await this.asOf.of(this.dataSource, page.items, { at, known_at });
    const byPosition = new Map(held.map((each) => [`${each.product_id} ${each.location_id}`, each]));
    return page.map((row) => {
      const { on_hand, stock_value } = byPosition.get(`${row.product_id} ${row.location_id}`)!;
      const moment = { at, known_at: known_at ?? now.toISOString() };
      return StockAsOfResponse.from({ ...row, on_hand, stock_value, ...moment }, canSeeCosts);
    });
  }
}
