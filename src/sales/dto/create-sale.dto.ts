import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateNested } from 'class-validator';
import { IsInstant } from '../../common/http/validation/day-or-instant.js';
import { IsMoney, IsQuantity, IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { SoldGoodsDto } from './goods-names.dto.js';
import { IsCouponCodes } from './coupon-codes.js';
import { TenderDto } from './tender.dto.js';

export const MAX_LINES = 500;

/** One line of a cart. The server prices it; figures sent along are checked, and an override needs a permission. */
export class SaleItemDto extends SoldGoodsDto {
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
   * Code of the unit it is sold in: one of the product's packs, or its own unit; absent = what the code says, else its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /**
   * How much, in that unit; absent = 1, or what a weight barcode says.
   * @example 6
   */
  @Nullable()
  @IsQuantity()
  quantity?: number | null;

  /**
   * Price of one such unit; one that differs from the server's is an override (sales:override_price).
   * @example 2.55
   */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  /** Amount taken off this line by hand (sales:discount). */
  @Nullable()
  @IsMoney()
  discount_amount?: number | null;

  /** Shown with the line. */
  @Nullable()
  @IsText(500)
  note?: string | null;
}

/** A sale: priced, stock taken and, when the payments cover it, completed in one call. */
export class CreateSaleDto {
  /** The client's own id (UUID); makes a repeat recognisable for ever. */
  @Optional()
  @IsUUID()
  id?: string;

  /** Where it is sold; absent = the register's location, or the default one. */
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

  /** An employee or a user; absent = the caller. */
  @Nullable()
  @IsUUID()
  cashier_id?: string | null;

  /**
   * When it happened on the till's clock; absent = now.
   * @example 2026-11-20T09:30:00Z
   */
  @Nullable()
  @IsInstant()
  sale_date?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => SaleItemDto)
  items: SaleItemDto[];

  /** A configured discount on the whole cart. */
  @Nullable()
  @IsUUID()
  discount_id?: string | null;

  /** Amount taken off the whole cart by hand (sales:discount); shared out to the lines. */
  @Nullable()
  @IsMoney()
  discount_amount?: number | null;

  /**
   * Codes of coupons; each opens a promotion.
   * @example ["SPRING10"]
   */
  @Nullable()
  @IsCouponCodes()
  coupon_codes?: string[] | null;

  /** The client's tax figure; one that differs from the server's is an override (sales:override_price). */
  @Nullable()
  @IsMoney()
  tax_amount?: number | null;

  /** Checked against the server's figure when sent. */
  @Nullable()
  @IsMoney()
  subtotal?: number | null;

  /** Checked against the server's figure when sent. */
  @Nullable()
  @IsMoney()
  total_amount?: number | null;

  @Nullable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => TenderDto)
  payments?: TenderDto[] | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;

  /** `completed` insists on completion: refused when the payments do not cover the total. */
  @Optional()
  @IsIn(['pending', 'completed'])
  status?: 'pending' | 'completed';
}
