import type { PriceSheet } from '../shared/price-sheet.js';
import type { SaveStepPriceDto } from './dto/save-step-price.dto.js';
import { StepPrice } from './step-price.entity.js';

/** What a product costs everybody from a quantity on. */
export const STEP_PRICES: PriceSheet<SaveStepPriceDto, StepPrice> = {
  what: 'step price',
  entity: StepPrice,
  table: 'step_prices',
  constraint: 'uq_step_prices_key',
  key: ['product_id', 'min_quantity'],
  columns: {
    location_id: 'uuid',
    product_id: 'uuid',
    min_quantity: 'numeric',
    price: 'numeric',
    description: 'text',
    is_active: 'boolean',
  },
  stated: 'price',
  claim: ({ location_id, product_id, price }) => ({ location_id, product_id, method: 'fixed', fixed: price }),
  problems: () => [],
  values: (dto) => ({
    location_id: dto.location_id ?? null,
    product_id: dto.product_id,
    min_quantity: dto.min_quantity,
    price: dto.price,
    description: dto.description ?? null,
    is_active: dto.is_active ?? true,
  }),
  dtoOf: ({ location_id, product_id, min_quantity, price, description, is_active }) => ({
    location_id,
    product_id,
    min_quantity: min_quantity.toNumber(),
    price: price.toNumber(),
    description,
    is_active,
  }),
};
