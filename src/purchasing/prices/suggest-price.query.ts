import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { PurchaseCatalog } from '../../catalog/index.js';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { businessDate } from '../../common/time/business-date.js';
import { Clock } from '../../common/time/clock.js';
import { BuyingPlace } from '../shared/buying-place.js';
import { resolveGoods, wantedProducts } from '../shared/resolve-goods.js';
import type { PriceSuggestionQuery } from './dto/price-suggestion.query.js';
import type { PriceSuggestionResponse } from './dto/price-suggestion.response.js';
import { PriceSuggestions } from './price-suggestions.js';

/** What one product will probably cost, for a look before it is ordered. */
@Injectable()
export class SuggestPrice {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parties: BuyingPlace,
    private readonly catalog: PurchaseCatalog,
    private readonly prices: PriceSuggestions,
    private readonly clock: Clock,
  ) {}

  async run({ supplier_id, ...asked }: PriceSuggestionQuery): Promise<PriceSuggestionResponse> {
    const db = this.dataSource;
    const { place, faults } = await this.parties.place(db, asked.location_id);
    const supplier = await this.parties.supplier(db, supplier_id);
    const lines = [{ product_id: asked.product_id, unit: asked.unit, quantity: new Decimal(1) }];
    const found = await this.catalog.purchasable(db, {
      ...wantedProducts(lines),
      location_id: place?.location_id,
    });
    const { goods, faults: goodsFaults } = resolveGoods(lines, found, { path: 'lines', is_bought: false });
    const all = [
      ...faults,
      ...(supplier === undefined ? [noSupplier()] : []),
      ...goodsFaults.map((fault) => ({ ...fault, field: fault.field.replace('lines.0.', '') })),
    ];
    if (place === undefined || all.length > 0) throw new ValidationFailed(all);
    const { location_id, currency, time_zone, purchase_prices_include_tax: prices_include_tax } = place;
    const on = businessDate(this.clock.now(), time_zone);
    const terms = { supplier_id, location_id, currency, prices_include_tax, on };
    const [suggested] = await this.prices.suggest(db, terms, goods);
    const [{ product, unit_code, unit_factor }] = goods as [(typeof goods)[number]];
    return {
      product_id: product.id,
      unit: unit_code,
      unit_factor: unit_factor.toNumber(),
      unit_price: suggested!.unit_price.toNumber(),
      prices_include_tax,
      currency,
      price_source: suggested!.price_source,
      bought_on: suggested!.bought_on,
      supplier_code: suggested!.supplier_code,
    };
  }
}

function noSupplier(): { field: string; code: string; message: string } {
  return { field: 'supplier_id', code: 'SUPPLIER_NOT_FOUND', message: 'There is no such supplier.' };
}
