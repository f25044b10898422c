import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsInt, Matches, Max, Min } from 'class-validator';
import { IsPercent, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../common/http/validation/transforms.js';

export class SavePriceGroupDto {
  /**
   * Short and unique; kept in upper case.
   * @example VIP
   */
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, {
    message: 'code must be 1 to 20 letters, digits, - or _, and begin with a letter or digit',
  })
  code: string;

  /** @example Very important customers */
  @Trimmed()
  @IsText(100)
  name: string;

  /** @example Regulars who buy every week */
  @Nullable()
  @Trimmed()
  @IsText(500)
  description?: string | null;

  /**
   * Off the base price of products for which the group has no price of its own; 0 gives nothing.
   * @example 5
   */
  @Optional()
  @IsPercent()
  default_discount_percent?: number;

  /**
   * Orders the groups; higher comes first.
   * @example 10
   */
  @Optional()
  @IsInt()
  @Min(-1000)
  @Max(1000)
  priority?: number;

  /** An inactive group gives its customers nothing. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdatePriceGroupDto extends PartialType(SavePriceGroupDto, { skipNullProperties: false }) {}
