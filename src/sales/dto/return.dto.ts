import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, ValidateNested } from 'class-validator';
import { IsInstant } from '../../common/http/validation/day-or-instant.js';
import { IsMoney, IsQuantity, IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { DISPOSITIONS, IsSerialNumbers, type Disposition } from '../../inventory/index.js';
import { PAYMENT_METHOD_INPUTS, type PaymentMethodInput } from '../../payments/index.js';
import { GoodsNamesDto } from './goods-names.dto.js';
import { MAX_LINES } from './create-sale.dto.js';

/** How money goes back. */
export class RefundTenderDto {
  /** @example cash */
  @IsIn(PAYMENT_METHOD_INPUTS)
  payment_method: PaymentMethodInput;

  /** @example 4.95 */
  @IsMoney({ min: 0.0001 })
  amount: number;

  @Nullable()
  @IsText(100)
  reference_number?: string | null;
}

export class ReturnItemDto {
  /** The line of the sale that comes back. */
  @IsUUID()
  sale_item_id: string;

  /** @example 1 */
  @IsQuantity()
  quantity: number;

  /** `restock` puts it back on sale; `damaged` and `discard` write it off at once. */
  @Optional()
  @IsIn(DISPOSITIONS)
  disposition?: Disposition;

  /**
   * Which units come back, where only some of a line with serial numbers do.
   * @example ["SN-1001"]
   */
  @Nullable()
  @IsSerialNumbers()
  serial_numbers?: string[] | null;
}

class ReturnFields {
  /** @example Wrong size */
  @Nullable()
  @IsText(500)
  reason?: string | null;

  /** How the money goes back; absent = the way it came. */
  @Nullable()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => RefundTenderDto)
  refunds?: RefundTenderDto[] | null;

  /** When it happened on the till's clock; absent = now. */
  @Nullable()
  @IsInstant()
  return_date?: string | null;

  /** The till that takes it back; absent = the sale's, or the default one. */
  @Nullable()
  @IsUUID()
  register_id?: string | null;
}

/** Goods of one sale come back; they refund what they cost then, never today's price. */
export class ReturnSaleDto extends ReturnFields {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => ReturnItemDto)
  items: ReturnItemDto[];
}

export class BlindReturnItemDto extends GoodsNamesDto {
  @Nullable()
  @IsUUID()
  product_id?: string | null;

  /** Barcode, PLU or SKU, instead of `product_id`. */
  @Nullable()
  @IsText(64)
  code?: string | null;

  /**
   * Code of the unit that comes back: one of the product's packs, or its own; absent = what the code says, else its own.
   * @example box
   */
  @Nullable()
  @IsText(20)
  unit?: string | null;

  /** @example 1 */
  @IsQuantity()
  quantity: number;

  /** What was paid for one; absent = today's price. */
  @Nullable()
  @IsMoney()
  unit_price?: number | null;

  @Optional()
  @IsIn(DISPOSITIONS)
  disposition?: Disposition;
}

/** Goods come back without their sale (sales:blind_return). */
export class BlindReturnDto extends ReturnFields {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => BlindReturnItemDto)
  items: BlindReturnItemDto[];

  @Nullable()
  @IsUUID()
  location_id?: string | null;

  @Nullable()
  @IsUUID()
  customer_id?: string | null;
}
