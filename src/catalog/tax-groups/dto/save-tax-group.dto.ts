import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { IsPercent, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { IsCode } from '../../products/dto/field-rules.js';
import { SaveTaxComponentDto } from './save-tax-component.dto.js';

const MAX_COMPONENTS = 200;

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
   * Percent. Required unless components say it; then it is what those for all locations come to together.
   * @example 20
   */
  @ValidateIf((body: SaveTaxGroupDto, value) => value !== undefined || body.components === undefined)
  @IsPercent()
  rate?: number;

  /**
   * The taxes it stands for, in the order in which they are reckoned; replaces the whole list. None means one tax of
   * the group's own code and rate.
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_COMPONENTS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SaveTaxComponentDto)
  @ApiPropertyOptional({ type: [SaveTaxComponentDto] })
  components?: SaveTaxComponentDto[];

  /** Whether these products' prices include the tax, whatever the location says; null follows the location. */
  @Nullable()
  @IsBoolean()
  prices_include_tax?: boolean | null;

  /** A business customer with a VAT number owes the tax itself: none is charged. */
  @Optional()
  @IsBoolean()
  is_reverse_charge?: boolean;

  /** New products get the default group. Setting it takes it from the group that had it. */
  @Optional()
  @IsBoolean()
  is_default?: boolean;
}
