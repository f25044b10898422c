import type { FieldError } from '../../../common/errors/domain-error.js';
import { methodProblems } from '../shared/method-problems.js';
import type { PriceSheet } from '../shared/price-sheet.js';
import type { SavePackagingPriceDto } from './dto/save-packaging-price.dto.js';
import { PackagingPrice } from './packaging-price.entity.js';

function placeProblems({ method, location_id }: SavePackagingPriceDto): FieldError[] {
  if (method === 'fixed' || (location_id !== null && location_id !== undefined)) return [];
  const message = `A price by ${method} follows the cost at a location, so it needs location_id.`;
  return [{ field: 'location_id', code: 'REQUIRED_FOR_METHOD', message }];
}

/** What a whole pack costs. */
export const PACKAGING_PRICES: PriceSheet<SavePackagingPriceDto, PackagingPrice> = {
  what: 'packaging price',
  entity: PackagingPrice,
  table: 'packaging_prices',
  constraint: 'uq_packaging_prices_key',
  key: ['packaging_id'],
  columns: {
    location_id: 'uuid',
    packaging_id: 'uuid',
    product_id: 'uuid',
    method: 'text',
    price: 'numeric',
    markup_percent: 'numeric',
    discount_percent: 'numeric',
    effective_price: 'numeric',
    cost_basis: 'numeric',
    is_active: 'boolean',
  },
  stated: 'price',
  claim: ({ location_id, packaging_id, method, price, markup_percent, discount_percent }) => ({
    location_id,
    packaging_id,
    method,
    fixed: price,
    markup_percent,
    discount_percent,
  }),
  problems: (dto) => [
    ...methodProblems({ method: dto.method, stated: dto.price, markup_percent: dto.markup_percent }, 'price'),
    ...placeProblems(dto),
  ],
  values: (dto, { product_id, effective_price, cost_basis }) => ({
    location_id: dto.location_id ?? null,
    packaging_id: dto.packaging_id,
    product_id,
    method: dto.method,
    price: dto.price ?? null,
    markup_percent: dto.markup_percent ?? null,
    discount_percent: dto.discount_percent ?? 0,
    effective_price,
    cost_basis,
    is_active: dto.is_active ?? true,
  }),
  dtoOf: (row) => ({
    location_id: row.location_id,
    packaging_id: row.packaging_id,
    method: row.method,
    price: row.price?.toNumber() ?? null,
    markup_percent: row.markup_percent?.toNumber() ?? null,
    discount_percent: row.discount_percent.toNumber(),
    is_active: row.is_active,
  }),
};
