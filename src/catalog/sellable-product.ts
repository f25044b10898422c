import type { Decimal } from '../common/money/decimal.js';
import type { LifecycleStatus } from './domain/lifecycle.js';
import type { ProductKind } from './domain/product-kind.js';
import type { ScannedAmount } from './domain/scanned-amount.js';
import type { TaxComponent } from './domain/tax-components.js';

/** A pack in which a product is sold besides its own unit. */
export interface SellablePackaging {
  id: string;
  unit_code: string;
  unit_name: string;
  /** Units of the product in one pack. */
  factor: Decimal;
  allow_sale: boolean;
  is_default_sale_unit: boolean;
}

/** What one bundle takes from the shelf. */
export interface BundlePart {
  product_id: string;
  sku: string;
  name: string;
  /** Units of the part in one bundle. */
  quantity: Decimal;
  is_stocked: boolean;
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
}

/** What selling needs to know of a product. */
export interface SellableProduct {
  id: string;
  sku: string;
  name: string;
  kind: ProductKind;
  /** The template of a variant. */
  parent_id: string | null;
  /** Catalogue price of one unit; null when it has none. 0 is a price. */
  price: Decimal | null;
  cost_price: Decimal | null;
  unit_code: string;
  /** Decimals a quantity may have: 0 for pieces. */
  unit_decimals: number;
  tax_group_id: string | null;
  tax_code: string | null;
  /** Percent, all components together; 0 for a product without a tax group. */
  tax_rate: Decimal;
  /** At the wanted location, in the order in which they are reckoned; none when untaxed. */
  tax_components: TaxComponent[];
  /** Of the tax group: a business customer owes the tax itself. */
  is_reverse_charge: boolean;
  /** The tax group's override of the location's rule; null follows the location. */
  prices_include_tax: boolean | null;
  category_id: string | null;
  /** Its category and what is above it, nearest first. */
  category_path: string[];
  product_group_id: string | null;
  /** Its group and what is above it, nearest first. */
  product_group_path: string[];
  brand_id: string | null;
  discount_id: string | null;
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
  /** False for services, bundles and templates, which move no stock of their own. */
  is_stocked: boolean;
  track_batches: boolean;
  track_serials: boolean;
  requires_expiry: boolean;
  min_stock_level: Decimal;
  /** Those in use, smallest first; of a pack, `allow_sale` says whether it may be sold. */
  packagings: SellablePackaging[];
  /** Of a bundle, else none. */
  parts: BundlePart[];
}

/**
 * A product found by a scanned code, and what the code itself says of quantity and price. With a packaging the
 * quantity is 1 and counts packs.
 */
export interface ScannedProduct extends ScannedAmount {
  product: SellableProduct;
  packaging: SellablePackaging | null;
}

/** What moving stock needs to know of a product. */
export interface StockableProduct {
  id: string;
  sku: string;
  name: string;
  kind: ProductKind;
  unit_decimals: number;
  min_stock_level: Decimal;
  cost_price: Decimal | null;
  is_stocked: boolean;
  track_batches: boolean;
  track_serials: boolean;
  requires_expiry: boolean;
  purchase_blocked: boolean;
  lifecycle_status: LifecycleStatus;
}
