import { violates } from '../../common/database/sql-state.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import { PartOfBundle } from '../bundles/bundle.errors.js';
import { SerialTrackingNeedsEmptyStock, Taken } from '../catalog.errors.js';
import { impliedFields } from '../domain/product-rules.js';
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
    kind: input.kind,
    price: decimal(input.price === undefined ? input.unit_price : input.price),
    cost_price: decimal(input.cost_price),
    category_id: found.category_id,
    brand_id: input.brand_id,
    product_group_id: input.product_group_id,
    unit_id: found.unit_id,
    tax_group_id: input.tax_group_id,
    discount_id: input.discount_id,
    plu: input.plu,
    is_weighed: input.is_weighed,
    ...impliedFields(input),
    track_serials: input.track_serials,
    requires_expiry: input.requires_expiry,
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
  if (violates(error, 'ck_products_part_of_bundle')) throw new PartOfBundle(product.sku);
  if (violates(error, 'ck_products_serials_need_empty_stock'))
    throw new SerialTrackingNeedsEmptyStock(product.sku);
  for (const field of ['discount_id', 'category_id', 'brand_id', 'tax_group_id', 'product_group_id']) {
    const what = field.replace(/_id$/, '');
    if (violates(error, `fk_products_${what}`)) {
      throw new InvalidField(field, `${what.toUpperCase()}_NOT_FOUND`, `${field} names nothing that exists`);
    }
  }
  throw error;
}
