import { ApiProperty } from '@nestjs/swagger';
import { BARCODE_KINDS, type BarcodeKind } from '../../domain/barcode.js';
import type { ProductBarcodeRow } from '../product.sql.js';

export class BarcodeResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a11 */
  id: string;
  /** @example 4006381333931 */
  code: string;
  @ApiProperty({ enum: BARCODE_KINDS })
  kind: BarcodeKind;
  is_primary: boolean;
  created_at: Date;

  static from(row: ProductBarcodeRow): BarcodeResponse {
    return {
      id: row.id,
      code: row.code,
      kind: row.kind,
      is_primary: row.is_primary,
      created_at: row.created_at,
    };
  }
}
