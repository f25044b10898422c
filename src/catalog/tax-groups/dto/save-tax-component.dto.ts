import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsPercent, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { TAX_TYPES, type TaxType } from '../../domain/tax-components.js';
import { IsCode } from '../../products/dto/field-rules.js';

/** One of the taxes of a group. */
export class SaveTaxComponentDto {
  /**
   * Unique among the taxes of the place; receipts and reports add up by it.
   * @example PST
   */
  @IsCode(20)
  code: string;

  /** @example Provincial sales tax */
  @IsText(100)
  name: string;

  @Optional()
  @IsIn(TAX_TYPES)
  @ApiPropertyOptional({ enum: TAX_TYPES, example: 'vat' })
  type?: TaxType;

  /**
   * Percent of the net amount.
   * @example 7
   */
  @IsPercent()
  rate: number;

  /** Reckoned on the net amount and the taxes before it. */
  @Optional()
  @IsBoolean()
  is_compound?: boolean;

  /** The only location where it holds; null or left out for all. A location's own taxes replace the general ones. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;
}
