import { Decimal } from '../../../common/money/decimal.js';
import { packVolume } from '../../domain/packaging-rules.js';
import type { PackagingRow } from '../packaging.sql.js';

function decimal(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

function number(text: string | null): number | null {
  return text === null ? null : Number(text);
}

export class PackagingResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a17 */
  id: string;
  product_id: string;
  /** @example case */
  unit: string;
  /** @example Case */
  unit_name: string;
  /**
   * How many of the product's unit one pack holds.
   * @example 24
   */
  factor: number;
  /**
   * The pack's first barcode.
   * @example 10614141000415
   */
  barcode: string | null;
  /** @example ["10614141000415"] */
  barcodes: string[];
  allow_sale: boolean;
  allow_purchase: boolean;
  is_default_sale_unit: boolean;
  is_default_purchase_unit: boolean;
  /** @example 40 */
  length_cm: number | null;
  /** @example 30 */
  width_cm: number | null;
  /** @example 25.5 */
  height_cm: number | null;
  /** @example 9.2 */
  weight_kg: number | null;
  /**
   * As it was said, else reckoned from the three lengths.
   * @example 0.0306
   */
  volume_m3: number | null;
  is_active: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(row: PackagingRow): PackagingResponse {
    const barcodes = row.barcodes === null ? [] : row.barcodes.split(' ');
    const volume = packVolume({
      length_cm: decimal(row.length_cm),
      width_cm: decimal(row.width_cm),
      height_cm: decimal(row.height_cm),
      volume_m3: decimal(row.volume_m3),
    });
    return {
      id: row.id,
      product_id: row.product_id,
      unit: row.unit,
      unit_name: row.unit_name,
      factor: Number(row.factor),
      barcode: barcodes[0] ?? null,
      barcodes,
      allow_sale: row.allow_sale,
      allow_purchase: row.allow_purchase,
      is_default_sale_unit: row.is_default_sale_unit,
      is_default_purchase_unit: row.is_default_purchase_unit,
      length_cm: number(row.length_cm),
      width_cm: number(row.width_cm),
      height_cm: number(row.height_cm),
      weight_kg: number(row.weight_kg),
      volume_m3: volume?.toNumber() ?? null,
      is_active: row.is_active,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
