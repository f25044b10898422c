import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateNested } from 'class-validator';
import { IsMoney, IsQuantity, IsText, Nullable } from '../../common/http/validation/decorators.js';
import { SoldGoodsDto } from './goods-names.dto.js';
import { IsCouponCodes } from './coupon-codes.js';
import { MAX_LINES, type CreateSaleDto } from './create-sale.dto.js';

export class OrderItemDto extends SoldGoodsDto {
  @IsUUID()
  product_id: string;

  /**
   * Code of the unit: one of the product's packs, or its own; absent = its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** @example 2 */
  @IsQuantity()
  quantity: number;

  /**
   * Amount taken off this line (sales:discount).
   * @example 10
   */
  @Nullable()
  @IsMoney()
  discount?: number | null;
}

/** A sale in the words of the POS Backend. */
export class CreateOrderDto {
  @Nullable()
  @IsUUID()
  customer_id?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => OrderItemDto)
  order_items: OrderItemDto[];

  /**
   * The tax of the whole order; one that differs from the server's is an override (sales:override_price).
   * @example 15.5
   */
  @Nullable()
  @IsMoney()
  tax?: number | null;

  /**
   * Amount taken off the whole order (sales:discount).
   * @example 5
   */
  @Nullable()
  @IsMoney()
  discount?: number | null;

  /**
   * Codes of coupons.
   * @example ["SPRING10"]
   */
  @Nullable()
  @IsCouponCodes()
  coupon_codes?: string[] | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

/** What may change on an order. */
export class UpdateOrderDto {
  @Nullable()
  @IsUUID()
  customer_id?: string | null;

  @Nullable()
  @IsMoney()
  discount?: number | null;

  /** Codes of coupons, in place of those before. */
  @Nullable()
  @IsCouponCodes()
  coupon_codes?: string[] | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

export class OrderStatusDto {
  /** @example completed */
  @IsIn(['completed', 'cancelled'])
  status: 'completed' | 'cancelled';
}

/** The same order as `POST /v1/sales` takes it. */
export function asSale(dto: CreateOrderDto): CreateSaleDto {
  return {
    customer_id: dto.customer_id,
    items: dto.order_items.map(({ discount, ...item }) => ({ ...item, discount_amount: discount })),
    tax_amount: dto.tax,
    discount_amount: dto.discount,
    coupon_codes: dto.coupon_codes,
    notes: dto.notes,
  };
}
