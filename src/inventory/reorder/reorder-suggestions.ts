import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query, type Queryable } from '../../common/database/statement.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { LocationDirectory } from '../../locations/index.js';
import type { ListReorderSuggestionsQuery } from './dto/reorder.dto.js';
import { ReorderSuggestionResponse } from './dto/reorder.response.js';
import { REORDER_FACTS, suggestionOf, type ReorderRow } from './reorder.sql.js';

const DAYS = 30;
const COVER_DAYS = 14;

export interface ReorderFilter {
  /** The default location when left out. */
  location_id?: string;
  /** Of sales that tell how fast goods go; 30 when left out. */
  days?: number;
  /** How long an order should last beyond its way; 14 when left out. */
  cover_days?: number;
  supplier_id?: string;
  product_ids?: readonly string[];
}

/** What should be ordered of a product, in base units and in the supplier's packs. */
export interface ReorderSuggestion {
  product_id: string;
  location_id: string;
  /** The preferred supplier; null when nobody sells it by preference. */
  supplier_id: string | null;
  suggested_quantity: Decimal;
  pack_factor: Decimal;
  packs: Decimal;
  /** Of one pack; null when it is not known. */
  pack_cost: Decimal | null;
  /** Null when it is the location's. */
  cost_currency: string | null;
}

const SUGGESTED = `
  SELECT d.* FROM (${REORDER_FACTS}) AS d
  WHERE ($5::uuid IS NULL OR d.supplier_id = $5::uuid) AND ($6::uuid[] IS NULL OR d.product_id = ANY ($6::uuid[]))
  ORDER BY d.supplier_id, d.sku`;

/** What each location should order, from how fast it sells and what it can count on. */
@Injectable()
export class ReorderSuggestions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly locations: LocationDirectory,
    private readonly clock: Clock,
  ) {}

  /** Everything that should be ordered, by supplier. Two statements, no locks. Throws a field error on `location_id`. */
  async for(db: Queryable, filter: ReorderFilter): Promise<ReorderSuggestion[]> {
    const cover_days = filter.cover_days ?? COVER_DAYS;
    const params = await this.params(db, filter);
    const values = [...params, filter.supplier_id ?? null, filter.product_ids ?? null];
    return (await query<ReorderRow>(db, SUGGESTED, values)).map((row) => {
      const { suggested_quantity, packs } = suggestionOf(row, cover_days);
      const { product_id, location_id, supplier_id, cost_currency } = row;
      const pack_cost = row.pack_cost === null ? null : new Decimal(row.pack_cost);
      const pack_factor = new Decimal(row.pack_factor);
      return {
        product_id,
        location_id,
        supplier_id,
        suggested_quantity,
        pack_factor,
        packs,
        pack_cost,
        cost_currency,
      };
    });
  }

  async list(
    filter: ListReorderSuggestionsQuery,
    canSeeCosts: boolean,
  ): Promise<Page<ReorderSuggestionResponse>> {
    const cover_days = filter.cover_days ?? COVER_DAYS;
    const params = await this.params(this.dataSource, filter);
    const where =
      filter.supplier_id === undefined ? [] : [`d.supplier_id = $${params.push(filter.supplier_id)}::uuid`];
    const plan = {
      select: 'd.*',
      from: `(${REORDER_FACTS}) AS d`,
      where,
      params,
      sortable: {
        sku: { sql: 'd.sku', type: 'text' as const },
        name: { sql: 'd.name', type: 'text' as const },
        projected: { sql: 'd.projected', type: 'numeric' as const },
      },
      default_sort: 'sku',
      id: 'd.product_id',
    };
    const page = await listRows<ReorderRow>(this.dataSource, plan, filter);
    return page.map((row) => ReorderSuggestionResponse.from(row, { cover_days, canSeeCosts }));
  }

  private async params(db: Queryable, filter: ReorderFilter): Promise<unknown[]> {
    const { location_id, time_zone } = await this.locations.location(db, filter.location_id);
    const today = businessDate(this.clock.now(), time_zone);
    return [location_id, today, filter.days ?? DAYS, filter.cover_days ?? COVER_DAYS];
  }
}
