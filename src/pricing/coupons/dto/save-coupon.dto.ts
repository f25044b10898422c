import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';
import { Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { UpperCased } from '../../../common/http/validation/transforms.js';

const MAX_USES = 1_000_000_000;

/** What the coupons of a promotion have in common. */
export class CouponTermsDto {
  /**
   * How many sales may use it.
   * @example 1
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(MAX_USES)
  usage_limit?: number | null;

  /**
   * How many sales of one customer may use it; then it is for known customers only.
   * @example 1
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(MAX_USES)
  usage_limit_per_customer?: number | null;

  /** The one customer it is for; null = everybody. */
  @Nullable()
  @IsUUID()
  customer_id?: string | null;

  /**
   * Last business day, included.
   * @example 2026-12-31
   */
  @Nullable()
  @IsDay()
  expires_on?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class SaveCouponDto extends CouponTermsDto {
  /**
   * What customers show; unique among all coupons, kept in upper case.
   * @example WELCOME10
   */
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{2,39}$/, {
    message: 'code must be 3 to 40 letters, digits, - or _, and begin with a letter or digit',
  })
  code: string;
}

export class UpdateCouponDto extends PartialType(SaveCouponDto, { skipNullProperties: false }) {}

export class GenerateCouponsDto extends CouponTermsDto {
  /**
   * How many.
   * @example 100
   */
  @IsInt()
  @Min(1)
  @Max(1000)
  count: number;

  /**
   * What every code begins with.
   * @example XMAS-
   */
  @Optional()
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, {
    message: 'prefix must be 1 to 20 letters, digits, - or _, and begin with a letter or digit',
  })
  prefix?: string;

  /**
   * How many random characters follow; absent = 10.
   * @example 10
   */
  @Optional()
  @IsInt()
  @Min(8)
  @Max(20)
  length?: number;
}
