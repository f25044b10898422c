import type { PriceSheet } from '../shared/price-sheet.js';
import type { SaveGroupPriceDto } from './dto/save-group-price.dto.js';
import { GroupPrice } from './group-price.entity.js';

const FROM_ONE = 1;

/** What a product costs the customers of a price group. */
export const GROUP_PRICES: PriceSheet<SaveGroupPriceDto, GroupPrice> = {
  what: 'group price',
  entity: GroupPrice,
  table: 'group_prices',
  constraint: 'uq_group_prices_key',
  key: ['product_id', 'price_group_id', 'min_quantity'],
  columns: {
    location_id: 'uuid',
    product_id: 'uuid',
    price_group_id: 'uuid',
    min_quantity: 'numeric',
    price: 'numeric',
    is_active: 'boolean',
  },
  stated: 'price',
  claim: ({ location_id, product_id, price_group_id, price }) => ({
    location_id,
    product_id,
    price_group_id,
    method: 'fixed',
    fixed: price,
  }),
  problems: () => [],
  values: (dto) => ({
    location_id: dto.location_id ?? null,
    product_id: dto.product_id,
    price_group_id: dto.price_group_id,
    min_quantity: dto.min_quantity ?? FROM_ONE,
    price: dto.price,
    is_active: dto.is_active ?? true,
  }),
  dtoOf: ({ location_id, product_id, price_group_id, min_quantity, price, is_active }) => ({
    location_id,
    product_id,
    price_group_id,
    min_quantity: min_quantity.toNumber(),
    price: price.toNumber(),
    is_active,
  }),
};
