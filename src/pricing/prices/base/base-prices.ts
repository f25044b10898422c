import type { PriceSheet } from '../shared/price-sheet.js';
import { methodProblems } from '../shared/method-problems.js';
import type { SaveProductPriceDto } from './dto/save-product-price.dto.js';
import { ProductPrice } from './product-price.entity.js';

/** The base price of a product at a location. */
export const BASE_PRICES: PriceSheet<SaveProductPriceDto, ProductPrice> = {
  what: 'price',
  entity: ProductPrice,
  table: 'product_prices',
  constraint: 'uq_product_prices_place',
  key: ['product_id'],
  columns: {
    location_id: 'uuid',
    product_id: 'uuid',
    method: 'text',
    base_price: 'numeric',
    markup_percent: 'numeric',
    effective_price: 'numeric',
    cost_basis: 'numeric',
    is_active: 'boolean',
  },
  stated: 'base_price',
  claim: ({ location_id, product_id, method, base_price, markup_percent }) => ({
    location_id,
    product_id,
    method,
    fixed: base_price,
    markup_percent,
  }),
  problems: ({ method, base_price, markup_percent }) =>
    methodProblems({ method, stated: base_price, markup_percent }, 'base_price'),
  values: (dto, { effective_price, cost_basis }) => ({
    location_id: dto.location_id,
    product_id: dto.product_id,
    method: dto.method,
    base_price: dto.base_price ?? null,
    markup_percent: dto.markup_percent ?? null,
    effective_price,
    cost_basis,
    is_active: dto.is_active ?? true,
  }),
  dtoOf: ({ location_id, product_id, method, base_price, markup_percent, is_active }) => ({
    location_id,
    product_id,
    method,
    base_price: base_price?.toNumber() ?? null,
    markup_percent: markup_percent?.toNumber() ?? null,
    is_active,
  }),
};
