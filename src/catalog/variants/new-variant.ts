import { variantName, type OptionValues } from '../domain/variant-options.js';
import type { NewProduct } from '../products/product-registry.js';
import type { Product } from '../products/product.entity.js';
import type { SaveVariantDto } from './dto/save-variant.dto.js';

type Own = Partial<Omit<SaveVariantDto, 'option_values'>>;

/**
 * A variant as the registry takes it: what it says itself, else what its template has. It is stocked unless it says
 * otherwise, which its template never is.
 */
export function newVariant(
  template: Product,
  unit: string,
  choice: { option_values: OptionValues; sku: string },
  own: Own,
): NewProduct {
  const { price, unit_price, ...rest } = own;
  return {
    name: variantName(template.name, choice.option_values),
    description: template.description,
    cost_price: template.cost_price?.toNumber() ?? null,
    category_id: template.category_id,
    product_group_id: template.product_group_id,
    brand_id: template.brand_id,
    tax_group_id: template.tax_group_id,
    discount_id: template.discount_id,
    unit,
    is_weighed: template.is_weighed,
    is_stocked: true,
    track_batches: template.track_batches,
    track_serials: template.track_serials,
    requires_expiry: template.requires_expiry,
    min_stock_level: template.min_stock_level.toNumber(),
    image_url: template.image_url,
    lifecycle_status: template.lifecycle_status === 'new' ? 'new' : 'active',
    attributes: template.attributes,
    ...rest,
    ...choice,
    price: price !== undefined || unit_price !== undefined ? price : (template.price?.toNumber() ?? null),
    unit_price,
    kind: 'standard',
    parent_id: template.id,
  };
}
