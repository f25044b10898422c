import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { Decimal } from '../../../common/money/decimal.js';
import { IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { IsCode } from '../../products/dto/field-rules.js';
import { UNIT_KINDS, type UnitKind } from '../unit.entity.js';

function IsFactor(): PropertyDecorator {
  return ValidateBy({
    name: 'isFactor',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'number' && value > 0 && value < 1e8 && new Decimal(value).decimalPlaces() <= 6,
      defaultMessage: () => '$property must be a number above 0 and below 100000000 with at most 6 decimals',
    },
  });
}

export class SaveUnitDto {
  /**
   * Unique, whatever its case; products name their unit by it.
   * @example lb
   */
  @IsCode(20)
  code: string;

  /** @example Pound */
  @IsText(100)
  name: string;

  /**
   * As printed beside a quantity; the code when left out.
   * @example lb
   */
  @Optional()
  @IsText(10)
  symbol?: string;

  /** @example International avoirdupois pound */
  @Nullable()
  @IsString()
  @MaxLength(5000)
  description?: string | null;

  @IsIn(UNIT_KINDS)
  @ApiProperty({ enum: UNIT_KINDS, example: 'weight' })
  kind: UnitKind;

  /**
   * How finely a quantity is counted. Pieces are whole; anything else has 3 decimals when left out.
   * @example 3
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(3)
  decimal_places?: number;

  /**
   * How many of the kind's base unit (piece, g, ml, m, m²) one of these is.
   * @example 453.59237
   */
  @Optional()
  @IsFactor()
  base_factor?: number;

  /** An inactive unit is kept for what is counted in it, and not taken for anything new. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /**
   * Order in lists, then by code.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  sort_order?: number;
}
