import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  IsMoney,
  IsPercent,
  IsQuantity,
  IsText,
  Nullable,
  Optional,
} from '../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../common/http/validation/transforms.js';
import {
  DISCOUNT_TYPES,
  PROMOTION_KINDS,
  type DiscountType,
  type PromotionKind,
} from '../../domain/rules.types.js';
import { PromotionTargetDto } from './promotion-target.dto.js';
import { PromotionWindowDto } from './promotion-window.dto.js';

export const MAX_TARGETS = 1000;
const MAX_USES = 1_000_000_000;
const MAX_COUNT = 10_000;

export class SavePromotionDto extends PromotionWindowDto {
  /**
   * Short and unique, for the office; kept in upper case. What customers type are coupons.
   * @example XMAS26
   */
  @Nullable()
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,39}$/, {
    message: 'code must be 1 to 40 letters, digits, - or _, and begin with a letter or digit',
  })
  code?: string | null;

  /** @example Three for two on tea */
  @Trimmed()
  @IsText(100)
  name: string;

  /** @example Every tea, in December */
  @Nullable()
  @Trimmed()
  @IsText(500)
  description?: string | null;

  /**
   * A price per unit, a percentage or an amount off each unit, so many for the price of fewer, or something off a
   * basket.
   * @example percentage
   */
  @IsIn(PROMOTION_KINDS)
  kind: PromotionKind;

  /**
   * The price, percentage or amount; none for buy_x_get_y.
   * @example 10
   */
  @Nullable()
  @IsMoney()
  value?: number | null;

  /**
   * What the value is that comes off a basket.
   * @example percentage
   */
  @Nullable()
  @IsIn(DISCOUNT_TYPES)
  value_type?: DiscountType | null;

  /**
   * The least base units of a line.
   * @example 2
   */
  @Nullable()
  @IsQuantity()
  min_quantity?: number | null;

  /**
   * The most base units of a line; more get nothing.
   * @example 10
   */
  @Nullable()
  @IsQuantity()
  max_quantity?: number | null;

  /**
   * What a basket must come to.
   * @example 50
   */
  @Nullable()
  @IsMoney()
  min_basket_amount?: number | null;

  /**
   * How many must be bought, for buy_x_get_y.
   * @example 2
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(MAX_COUNT)
  buy_quantity?: number | null;

  /**
   * How many more are got.
   * @example 1
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(MAX_COUNT)
  get_quantity?: number | null;

  /**
   * Percentage off those that are got; absent = 100, for nothing.
   * @example 100
   */
  @Nullable()
  @IsPercent({ min: 0.0001 })
  get_percent?: number | null;

  /**
   * Higher goes first.
   * @example 0
   */
  @Optional()
  @IsInt()
  @Min(-1000)
  @Max(1000)
  priority?: number;

  /** Whether it stands alone on its lines. */
  @Optional()
  @IsBoolean()
  is_exclusive?: boolean;

  /** Whether only a coupon opens it. */
  @Optional()
  @IsBoolean()
  requires_coupon?: boolean;

  /**
   * How many sales may use it.
   * @example 1000
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

  /**
   * The most it may take off in all.
   * @example 5000
   */
  @Nullable()
  @IsMoney({ min: 0.0001 })
  budget?: number | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** What it is on; none = every product. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_TARGETS)
  @ValidateNested({ each: true })
  @Type(() => PromotionTargetDto)
  targets?: PromotionTargetDto[];

  /**
   * Whose customers it is for; none = everybody.
   * @example []
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_TARGETS)
  @IsUUID('all', { each: true })
  price_group_ids?: string[];

  /**
   * Where it holds; none = everywhere.
   * @example []
   */
  @Optional()
  @IsArray()
  @ArrayMaxSize(MAX_TARGETS)
  @IsUUID('all', { each: true })
  location_ids?: string[];
}

export class UpdatePromotionDto extends PartialType(SavePromotionDto, { skipNullProperties: false }) {}
