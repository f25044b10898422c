import { IsBoolean } from 'class-validator';
import { IsPercent, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { IsCode } from '../../products/dto/field-rules.js';

export class SaveTaxGroupDto {
  /**
   * Unique, whatever its case; printed on receipts.
   * @example A
   */
  @IsCode(20)
  code: string;

  /** @example Standard rate */
  @IsText(100)
  name: string;

  /**
   * Percent.
   * @example 20
   */
  @IsPercent()
  rate: number;

  /** Whether these products' prices include the tax, whatever the location says; null follows the location. */
  @Nullable()
  @IsBoolean()
  prices_include_tax?: boolean | null;

  /** New products get the default group. Setting it takes it from the group that had it. */
  @Optional()
  @IsBoolean()
  is_default?: boolean;
}
