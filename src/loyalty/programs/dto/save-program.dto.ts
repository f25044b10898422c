import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { IsMoney, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';
import { TierDto } from './tier.dto.js';

export class SaveProgramDto {
  /**
   * Unique.
   * @example Friends of the house
   */
  @Trimmed()
  @IsText(100)
  name: string;

  /** Only active programs earn and redeem. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /**
   * Points earned for each 1.00 of the currency, tax included.
   * @example 1
   */
  @Optional()
  @IsMoney({ max: 1000 })
  points_per_unit?: number;

  /**
   * Money that one point pays; 0 when points pay for nothing.
   * @example 0.01
   */
  @Optional()
  @IsMoney({ max: 1_000_000 })
  redemption_value?: number;

  /**
   * The fewest points that may be redeemed at once.
   * @example 100
   */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  min_redemption_points?: number;

  /**
   * Months that points last after they were earned; null for ever. Points keep the expiry they were earned with.
   * @example 24
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(600)
  expiry_months?: number | null;

  /**
   * The days over which the points of a tier are earned.
   * @example 365
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(3650)
  tier_window_days?: number;

  /** All tiers of the program; what is sent takes the place of what was there. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => TierDto)
  tiers?: TierDto[];
}

export class UpdateProgramDto extends PartialType(SaveProgramDto, { skipNullProperties: false }) {}
