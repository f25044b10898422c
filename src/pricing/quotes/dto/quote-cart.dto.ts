import { IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import { IsMoney, IsQuantity, IsText, Nullable } from '../../../common/http/validation/decorators.js';

export const MAX_LINES = 500;
export const MAX_COUPONS = 20;

/** One line of a cart, as in a sale. */
export class QuoteItemDto {
  /** The product; or send `code`. */
  @Nullable()
  @IsUUID()
  product_id?: string | null;

  /**
   * Barcode, PLU, weight- or price-embedded barcode, or SKU.
   * @example 85123A
   */
  @Nullable()
  @IsText(64)
  code?: string | null;

  /**
   * Code of the unit it is sold in: a pack's, or the product's own; absent = the product's own, or the scanned pack's.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /**
   * How much, in that unit; absent = 1, or what the code says.
   * @example 6
   */
  @Nullable()
  @IsQuantity()
  quantity?: number | null;

  /**
   * Price of one unit by hand.
   * @example 2.55
   */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  /**
   * Amount taken off this line by hand, in place of automatic discounts.
   * @example 0.5
   */
  @Nullable()
  @IsMoney()
  discount_amount?: number | null;

  /** Passed over. */
  @Nullable()
  @IsText(500)
  note?: string | null;
}

/** A cart to be priced; nothing is stored. */
export class QuoteCartDto {
  /** Where it would be sold; absent = the register's location, or the default one. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** The till; absent = the location's default register. */
  @Nullable()
  @IsUUID()
  register_id?: string | null;

  /** The customer; absent = anonymous. */
  @Nullable()
  @IsUUID()
  customer_id?: string | null;

  /**
   * When it would be sold; absent = now. What is over is priced as it was then.
   * @example 2026-11-20T09:30:00Z
   */
  @Nullable()
  @IsInstant()
  sale_date?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => QuoteItemDto)
  items: QuoteItemDto[];

  /** A configured discount on the whole cart. */
  @Nullable()
  @IsUUID()
  discount_id?: string | null;

  /**
   * Amount taken off the whole cart by hand.
   * @example 5
   */
  @Nullable()
  @IsMoney()
  discount_amount?: number | null;

  /**
   * Coupons, in upper or lower case.
   * @example ["AUTUMN10"]
   */
  @Nullable()
  @IsArray()
  @ArrayMaxSize(MAX_COUPONS)
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  coupon_codes?: string[] | null;

  /**
   * Tax of the whole cart by hand.
   * @example 15.5
   */
  @Nullable()
  @IsMoney()
  tax_amount?: number | null;
}
