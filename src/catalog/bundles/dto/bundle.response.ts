import { ApiProperty } from '@nestjs/swagger';
import { Decimal, ZERO } from '../../../common/money/decimal.js';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';
import type { AvailabilityRow, BundleRow, PartRow } from '../bundle.sql.js';

export class BundlePartResponse {
  product_id: string;
  /** @example MUG001 */
  sku: string;
  /** @example Coffee Mug */
  name: string;
  /** @example pc */
  unit: string;
  /**
   * In one bundle, in the part's own unit.
   * @example 2
   */
  quantity: number;
  /**
   * Catalogue price of one unit of the part; null when it has none.
   * @example 12.99
   */
  price: number | null;
  /** False for a service, which moves no stock. */
  is_stocked: boolean;
  @ApiProperty({ enum: LIFECYCLE_STATUSES })
  lifecycle_status: LifecycleStatus;

  static from(row: PartRow): BundlePartResponse {
    return {
      product_id: row.product_id,
      sku: row.sku,
      name: row.name,
      unit: row.unit,
      quantity: Number(row.quantity),
      price: row.price === null ? null : Number(row.price),
      is_stocked: row.is_stocked,
      lifecycle_status: row.lifecycle_status,
    };
  }
}

export class BundleAvailabilityResponse {
  location_id: string;
  /** @example MAIN */
  location_code: string;
  /** @example Main store */
  location_name: string;
  /**
   * Whole bundles that the free stock of the parts makes there.
   * @example 12
   */
  available: number;
}

export class BundleResponse {
  product_id: string;
  /**
   * The bundle's own catalogue price.
   * @example 29.9
   */
  price: number | null;
  /**
   * What the parts cost one by one; null when one has no price.
   * @example 34.97
   */
  parts_price: number | null;
  parts: BundlePartResponse[];
  /** By location. Empty when no part moves stock: then nothing limits it. */
  availability: BundleAvailabilityResponse[];
  /** @example 3 */
  version: number;

  static from(bundle: BundleRow, parts: PartRow[], availability: AvailabilityRow[]): BundleResponse {
    return {
      product_id: bundle.id,
      price: bundle.price === null ? null : Number(bundle.price),
      parts_price: priceOf(parts),
      parts: parts.map((part) => BundlePartResponse.from(part)),
      availability: availability.map((row) => ({ ...row, available: Number(row.available) })),
      version: bundle.version,
    };
  }
}

function priceOf(parts: readonly PartRow[]): number | null {
  return parts.some(({ price }) => price === null)
    ? null
    : parts
        .reduce((sum, { price, quantity }) => sum.plus(new Decimal(price!).times(quantity)), ZERO)
        .toNumber();
}
