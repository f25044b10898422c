import { ApiProperty } from '@nestjs/swagger';
import { PRODUCT_KINDS, type ProductKind } from '../../domain/product-kind.js';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';
import type { ProductRow } from '../product.sql.js';

/** A product as it is answered. */
export class ProductResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /** @example Ceramic coffee mug */
  description: string | null;
  /** Sold as itself, a template of variants, or a bundle of other products. */
  @ApiProperty({ enum: PRODUCT_KINDS, example: 'standard' })
  kind: ProductKind;
  /** The template of a variant. */
  parent_id: string | null;
  /** @example { "size": "M" } */
  @ApiProperty({ type: 'object', additionalProperties: true })
  option_values: Record<string, string | number>;
  /**
   * Catalogue price of one unit; null leaves it to the place of sale.
   * @example 12.99
   */
  price: number | null;
  /**
   * The same as price.
   * @example 12.99
   */
  unit_price: number | null;
  /**
   * What one unit costs the shop; only for callers with costs:read.
   * @example 6.5
   */
  cost_price?: number | null;
  category_id: string | null;
  /** @example Kitchenware */
  category: string | null;
  product_group_id: string | null;
  /**
   * Names from the root down.
   * @example Drinks / Hot / Coffee
   */
  product_group: string | null;
  brand_id: string | null;
  /** @example Acme */
  brand: string | null;
  /**
   * The main barcode.
   * @example 4006381333931
   */
  barcode: string | null;
  /**
   * All barcodes of the product itself, the main one first; packs have their own.
   * @example ["4006381333931"]
   */
  barcodes: string[];
  /** @example pc */
  unit: string;
  is_weighed: boolean;
  is_stocked: boolean;
  /** @example 4011 */
  plu: string | null;
  tax_group_id: string | null;
  track_batches: boolean;
  track_serials: boolean;
  /** Every batch has a best-before date. */
  requires_expiry: boolean;
  /** @example 5 */
  min_stock_level: number;
  /**
   * On hand over all locations.
   * @example 50
   */
  stock_quantity: number;
  discount_id: string | null;
  image_url: string | null;
  @ApiProperty({ enum: LIFECYCLE_STATUSES })
  lifecycle_status: LifecycleStatus;
  sales_blocked: boolean;
  purchase_blocked: boolean;
  /** @example { "colour": "blue" } */
  @ApiProperty({ type: 'object', additionalProperties: true })
  attributes: Record<string, unknown>;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  /** `canSeeCosts`: whether the caller has costs:read; without it the cost is left out. */
  static from(row: ProductRow, canSeeCosts: boolean): ProductResponse {
    const barcodes = row.barcodes === null ? [] : row.barcodes.split(' ');
    const price = row.price === null ? null : Number(row.price);
    return {
      id: row.id,
      sku: row.sku,
      name: row.name,
      description: row.description,
      kind: row.kind,
      parent_id: row.parent_id,
      option_values: row.option_values,
      price,
      unit_price: price,
      cost_price: canSeeCosts ? (row.cost_price === null ? null : Number(row.cost_price)) : undefined,
      category_id: row.category_id,
      category: row.category,
      product_group_id: row.product_group_id,
      product_group: row.product_group,
      brand_id: row.brand_id,
      brand: row.brand,
      barcode: barcodes[0] ?? null,
      barcodes,
      unit: row.unit,
      is_weighed: row.is_weighed,
      is_stocked: row.is_stocked,
      plu: row.plu,
      tax_group_id: row.tax_group_id,
      track_batches: row.track_batches,
      track_serials: row.track_serials,
      requires_expiry: row.requires_expiry,
      min_stock_level: Number(row.min_stock_level),
      stock_quantity: Number(row.stock_quantity),
      discount_id: row.discount_id,
      image_url: row.image_url,
      lifecycle_status: row.lifecycle_status,
      sales_blocked: row.sales_blocked,
      purchase_blocked: row.purchase_blocked,
      attributes: row.attributes,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
