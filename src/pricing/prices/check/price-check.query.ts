import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { listRows } from '../../../common/http/list/list-rows.js';
import type { Page } from '../../../common/http/list/page.js';
import { LocationDirectory } from '../../../locations/index.js';
import type { CheckPricesQuery } from './dto/check-prices.query.dto.js';

export type PriceFault = 'NO_PRICE' | 'NO_COST' | 'PRICE_NOT_ABOVE_COST';

export interface PriceFaultRow {
  product_id: string;
  sku: string;
  name: string;
  code: PriceFault;
  price: string | null;
  net_price: string | null;
  cost: string | null;
}

// One row a product, its gravest fault. A price that holds the tax is compared without it. What a bundle costs are its
// parts, which are looked at themselves; templates are not sold.
const PRICED = `
  (SELECT p.id, p.sku, p.name, f.price, f.net_price, f.cost, CASE
      WHEN f.price IS NULL THEN 'NO_PRICE'
      WHEN p.kind <> 'bundle' AND f.cost IS NULL THEN 'NO_COST'
      WHEN p.kind <> 'bundle' AND f.net_price <= f.cost THEN 'PRICE_NOT_ABOVE_COST' END AS code
    FROM products p
      JOIN locations l ON l.id = $1::uuid
      LEFT JOIN product_prices b ON b.product_id = p.id AND b.location_id = l.id AND b.is_active
      LEFT JOIN product_location_costs c ON c.product_id = p.id AND c.location_id = l.id
      LEFT JOIN tax_groups t ON t.id = p.tax_group_id
      CROSS JOIN LATERAL (SELECT coalesce(b.effective_price, p.price) AS price,
        coalesce(b.effective_price, p.price) / CASE WHEN coalesce(t.prices_include_tax, l.sale_prices_include_tax)
          THEN 1 + coalesce(t.rate, 0) / 100 ELSE 1 END AS net_price,
        coalesce(c.avg_cost, p.cost_price) AS cost) f
    WHERE p.kind <> 'template' AND p.lifecycle_status IN ('new', 'active', 'phase_out')) AS r`;

/** Finds products that a location cannot sell at a price, or sells without earning anything. */
@Injectable()
export class PriceCheck {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly locations: LocationDirectory,
  ) {}

  /** Faults that speak of costs are left out unless `canSeeCosts`. Throws a field error on `location_id`. */
  async list(request: CheckPricesQuery, canSeeCosts: boolean): Promise<Page<PriceFaultRow>> {
    const { location_id } = await this.locations.location(this.dataSource, request.location_id);
    const faults: PriceFault[] = canSeeCosts ? ['NO_PRICE', 'NO_COST', 'PRICE_NOT_ABOVE_COST'] : ['NO_PRICE'];
    const wanted =
      request.severity === undefined
        ? faults
        : faults.filter((fault) => ofSeverity(fault) === request.severity);
    return listRows<PriceFaultRow>(
      this.dataSource,
      {
        select:
          'r.id AS product_id, r.sku, r.name, r.code, r.price, round(r.net_price, 4) AS net_price, r.cost',
        from: PRICED,
        where: ['r.code = ANY ($2::text[])'],
        params: [location_id, wanted],
        sortable: { sku: { sql: 'r.sku', type: 'text' }, name: { sql: 'r.name', type: 'text' } },
        default_sort: 'name',
        id: 'r.id',
      },
      request,
    );
  }
}

/** Without a price nothing can be sold; anything else is a warning. */
export function ofSeverity(fault: PriceFault): 'error' | 'warning' {
  return fault === 'NO_PRICE' ? 'error' : 'warning';
}
