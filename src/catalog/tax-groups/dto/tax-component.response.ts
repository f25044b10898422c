import { ApiProperty } from '@nestjs/swagger';
import { TAX_TYPES, type TaxType } from '../../domain/tax-components.js';
import type { TaxComponentData } from '../tax-group.sql.js';

export class TaxComponentResponse {
  /** @example PST */
  code: string;
  /** @example Provincial sales tax */
  name: string;
  @ApiProperty({ enum: TAX_TYPES, example: 'vat' })
  type: TaxType;
  /**
   * Percent.
   * @example 7
   */
  rate: number;
  is_compound: boolean;
  /** The only location where it holds; null for all. */
  location_id: string | null;

  static from(row: TaxComponentData): TaxComponentResponse {
    return {
      code: row.code,
      name: row.name,
      type: row.type,
      rate: Number(row.rate),
      is_compound: row.is_compound,
      location_id: row.location_id,
    };
  }
}
