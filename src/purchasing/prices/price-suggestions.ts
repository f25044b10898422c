import { Injectable } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import { AverageCosts } from '../../inventory/index.js';
import { SupplierQueries, type SupplierOffer } from '../../partners/index.js';
import type { PriceSource } from '../domain/price-source.js';

/** What is about to be bought, and from whom. */
export interface BuyingTerms {
  supplier_id: string;
  location_id: string;
  currency: string;
  prices_include_tax: boolean;
  /** `2026-11-20`: prices that somebody else asked are looked up for a year back. */
  on: string;
}

export interface PricedGoods {
  product: { id: string; cost_price: Decimal | null; tax_rate: Decimal };
  unit_factor: Decimal;
}

export interface SuggestedPrice {
  /** Of one unit of `unit_factor`, with tax where the location's purchase prices include it. */
  unit_price: Decimal;
  price_source: PriceSource;
  /** The day it was paid, if it was. */
  bought_on: string | null;
  supplier_code: string | null;
}

const CHOICE = `p.net_price, p.unit_factor, p.bought_on::text AS bought_on`;
const OF_PRODUCT = `FROM purchase_prices p WHERE p.product_id = wanted.product_id AND p.currency = $4`;
const LATEST = `ORDER BY p.bought_at DESC, p.receipt_line_id DESC LIMIT 1`;

const LAST_PRICES = `
  SELECT wanted.product_id, last.* FROM unnest($1::uuid[]) AS wanted (product_id)
  CROSS JOIN LATERAL (
    (SELECT 1 AS rank, 'supplier_location' AS source, ${CHOICE} ${OF_PRODUCT}
      AND p.supplier_id = $2::uuid AND p.location_id = $3::uuid ${LATEST})
    UNION ALL
    (SELECT 2, 'location', ${CHOICE} ${OF_PRODUCT} AND p.location_id = $3::uuid ${LATEST})
    UNION ALL
    (SELECT 3, 'supplier', ${CHOICE} ${OF_PRODUCT} AND p.supplier_id = $2::uuid ${LATEST})
    UNION ALL
    (SELECT 4, 'any_supplier', ${CHOICE} ${OF_PRODUCT} AND p.bought_on >= $5::date - 365 ${LATEST})
    ORDER BY rank LIMIT 1
  ) AS last`;

interface LastPriceRow {
  product_id: string;
  source: PriceSource;
  net_price: string;
  unit_factor: string;
  bought_on: string;
}

interface Known {
  last?: LastPriceRow;
  offer?: SupplierOffer;
  average?: Decimal;
}

/** Of one base unit, without tax. */
function netBasePrice(goods: PricedGoods, known: Known, currency: string): [PriceSource, Decimal] {
  const { last, offer, average } = known;
  if (last !== undefined) return [last.source, new Decimal(last.net_price).div(last.unit_factor)];
  if (offer?.cost && (offer.currency ?? currency) === currency) {
    return ['supplier_offer', offer.cost.div(offer.pack_factor)];
  }
  if (average !== undefined) return ['average_cost', average];
  const { cost_price } = goods.product;
  return cost_price === null ? ['none', ZERO] : ['cost_price', cost_price];
}

/** What goods will probably cost, when nobody says. */
@Injectable()
export class PriceSuggestions {
  constructor(
    private readonly suppliers: SupplierQueries,
    private readonly averages: AverageCosts,
  ) {}

  /** One price for each of `goods`, in their order. Three statements, however many, without locks. */
  async suggest(db: Queryable, terms: BuyingTerms, goods: readonly PricedGoods[]): Promise<SuggestedPrice[]> {
    const ids = [...new Set(goods.map(({ product }) => product.id))];
    const { supplier_id, location_id, currency, on } = terms;
    const params = [ids, supplier_id, location_id, currency, on];
    const rows = await query<LastPriceRow>(db, LAST_PRICES, params);
    const last = new Map(rows.map((row) => [row.product_id, row]));
    const offers = await this.suppliers.productsOf(db, supplier_id, ids);
    const averages = await this.averages.at(db, location_id, ids);
    return goods.map((each) => {
      const { id } = each.product;
      const known = { last: last.get(id), offer: offers.get(id), average: averages.get(id) };
      const [price_source, net] = netBasePrice(each, known, currency);
      const withTax = terms.prices_include_tax ? net.times(each.product.tax_rate.div(100).plus(1)) : net;
      return {
        unit_price: withTax.times(each.unit_factor).toDecimalPlaces(4),
        price_source,
        bought_on: known.last?.bought_on ?? null,
        supplier_code: known.offer?.supplier_code ?? null,
      };
    });
  }
}
