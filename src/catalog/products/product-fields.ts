import { violates } from '../../common/database/sql-state.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { Taken } from '../catalog.errors.js';
import type { SaveProductDto } from './dto/save-product.dto.js';
import type { ResolvedReferences } from './product-references.js';
import type { Product } from './product.entity.js';

function decimal(value: number): Decimal;
function decimal(value: number | undefined): Decimal | undefined;
function decimal(value: number | null | undefined): Decimal | null | undefined;
function decimal(value: number | null | undefined): Decimal | null | undefined {
  return value === undefined || value === null ? value : new Decimal(value);
}

/** The columns that a body sets; undefined where it said nothing. */
export function productFields(input: Partial<SaveProductDto>, found: ResolvedReferences): Partial<Product> {
  return {
    sku: input.sku,
    name: input.name?.trim(),
    description: input.description,
    price: decimal(input.price ?? input.unit_price),
    cost_price: decimal(input.cost_price),
    category_id: found.category_id,
    brand_id: input.brand_id,
    unit_id: found.unit_id,
    tax_group_id: input.tax_group_id,
    discount_id: input.discount_id,
    plu: input.plu,
    is_weighed: input.is_weighed,
    is_stocked: input.is_stocked,
    track_batches: input.track_batches,
    track_serials: input.track_serials,
    min_stock_level: decimal(input.min_stock_level),
    image_url: input.image_url,
    sales_blocked: input.sales_blocked,
    purchase_blocked: input.purchase_blocked,
    attributes: input.attributes,
  };
}

/** Turns what the database refused about a product into the caller's words. */
export function refuseProduct(error: unknown, product: { sku: string; plu: string | null }): never {
  if (violates(error, 'uq_products_sku')) throw new Taken('sku', product.sku);
  if (violates(error, 'uq_products_plu')) throw new Taken('plu', String(product.plu));
  for (const field of ['discount_id', 'category_id', 'brand_id', 'tax_group_id']) {
    const what = field.replace(/_id$/, '');
    if (violates(error, `fk_products_${what}`)) {
      throw new InvalidField(field, `${what.toUpperCase()}_NOT_FOUND`, `${field} names nothing that exists`);
    }
  }
  throw error;
}
