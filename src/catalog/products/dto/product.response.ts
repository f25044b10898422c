import { ApiProperty } from '@nestjs/swagger';
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
  /**
   * Catalogue price of one unit.
   * @example 12.99
   */
  price: number;
  /**
   * The same as price.
   * @example 12.99
   */
  unit_price: number;
  /**
   * What one unit costs the shop; only for callers with costs:read.
   * @example 6.5
   */
  cost_price?: number | null;
  category_id: string | null;
  /** @example Kitchenware */
  category: string | null;
  brand_id: string | null;
  /** @example Acme */
  brand: string | null;
  /**
   * The main barcode.
   * @example 4006381333931
   */
  barcode: string | null;
  /**
   * All barcodes, the main one first.
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
    const price = Number(row.price);
    return {
      id: row.id,
      sku: row.sku,
      name: row.name,
      description: row.description,
      price,
      unit_price: price,
      cost_price: canSeeCosts ? (row.cost_price === null ? null : Number(row.cost_price)) : undefined,
      category_id: row.category_id,
      category: row.category,
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
