import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsEmail, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import {
  IsCurrencyCode,
  IsIanaTimeZone,
  IsMoney,
  IsPercent,
  IsText,
  Nullable,
  Optional,
} from '../../common/http/validation/decorators.js';
import { LowerCased, Trimmed, UpperCased } from '../../common/http/validation/transforms.js';
import {
  ROUNDING_LEVELS,
  ROUNDING_MODES,
  type RoundingLevel,
  type RoundingMode,
} from '../../common/money/rounding.js';
import {
  BATCH_TRACKING_MODES,
  ISSUE_ORDERS,
  LOCATION_TYPES,
  PRICE_RESOLUTIONS,
  type BatchTrackingMode,
  type IssueOrder,
  type LocationType,
  type PriceResolution,
} from '../location.entity.js';

export class SaveLocationDto {
  /**
   * Short and unique; kept in upper case.
   * @example LON1
   */
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, {
    message: 'code must be 1 to 20 letters, digits, - or _, and begin with a letter or digit',
  })
  code: string;

  /** @example London Bridge */
  @Trimmed()
  @IsText(100)
  name: string;

  /** @example store */
  @Optional()
  @IsIn(LOCATION_TYPES)
  type?: LocationType;

  /**
   * IANA time zone; it decides on which day a sale counts.
   * @example Europe/London
   */
  @Optional()
  @IsIanaTimeZone()
  time_zone?: string;

  /**
   * ISO 4217. Fixed once stock, sales or other records refer to the location.
   * @example GBP
   */
  @Optional()
  @UpperCased()
  @IsCurrencyCode()
  currency?: string;

  /** Whether the prices that customers see hold the tax. */
  @Optional()
  @IsBoolean()
  sale_prices_include_tax?: boolean;

  /** Whether suppliers' prices hold the tax. */
  @Optional()
  @IsBoolean()
  purchase_prices_include_tax?: boolean;

  /** Whether more may be sold than is on hand. */
  @Optional()
  @IsBoolean()
  allow_negative_stock?: boolean;

  /** `optional` lets each product decide. */
  @Optional()
  @IsIn(BATCH_TRACKING_MODES)
  batch_tracking_mode?: BatchTrackingMode;

  /**
   * Which goods leave first: those that came first (fifo), or those that expire first (fefo).
   * @example fefo
   */
  @Optional()
  @IsIn(ISSUE_ORDERS)
  issue_order?: IssueOrder;

  /**
   * When goods expire that come in without a date, counted from the day they come; null when it must be said.
   * @example 180
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(36500)
  default_expiry_days?: number | null;

  /**
   * Added to the cost where a price follows the cost.
   * @example 30
   */
  @Optional()
  @IsPercent({ max: 999.9999 })
  default_markup_percent?: number;

  /**
   * Which of several prices counts: the first rule that has one (promotion, group, step, base), or the lowest.
   * @example priority
   */
  @Optional()
  @IsIn(PRICE_RESOLUTIONS)
  price_resolution?: PriceResolution;

  /** @example half_up */
  @Optional()
  @IsIn(ROUNDING_MODES)
  rounding_mode?: RoundingMode;

  /** @example line */
  @Optional()
  @IsIn(ROUNDING_LEVELS)
  rounding_level?: RoundingLevel;

  /**
   * What cash totals are rounded to; null when every cent is paid. At most the currency's digits.
   * @example 0.05
   */
  @Nullable()
  @IsMoney({ min: 0.0001 })
  cash_rounding?: number | null;

  /** @example 1 Tooley Street, London */
  @Nullable()
  @Trimmed()
  @IsText(500)
  address?: string | null;

  /** @example +44 20 7946 0958 */
  @Nullable()
  @Trimmed()
  @IsText(50)
  phone?: string | null;

  /** @example london@shop.example */
  @Nullable()
  @LowerCased()
  @IsEmail()
  email?: string | null;

  /**
   * Of the business that sells here; printed on receipts.
   * @example GB123456789
   */
  @Nullable()
  @Trimmed()
  @IsText(50)
  tax_number?: string | null;

  /** Text above this location's receipts. */
  @Nullable()
  @IsText(1000)
  receipt_header?: string | null;

  /** Text below this location's receipts. */
  @Nullable()
  @IsText(1000)
  receipt_footer?: string | null;

  /** The default location cannot be inactive. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** True makes it the default in place of the present one. */
  @Optional()
  @IsBoolean()
  is_default?: boolean;
}

export class UpdateLocationDto extends PartialType(SaveLocationDto, { skipNullProperties: false }) {}
