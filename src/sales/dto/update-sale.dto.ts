import { IsIn, IsUUID } from 'class-validator';
import { IsMoney, IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { IsCouponCodes } from './coupon-codes.js';

/** What may change after creation. Money and customer only while pending; a settled sale takes notes alone. */
export class UpdateSaleDto {
  @Nullable()
  @IsUUID()
  customer_id?: string | null;

  @Nullable()
  @IsUUID()
  discount_id?: string | null;

  @Nullable()
  @IsMoney()
  discount_amount?: number | null;

  /**
   * Codes of coupons, in place of those before; null or an empty list takes them away.
   * @example ["SPRING10"]
   */
  @Nullable()
  @IsCouponCodes()
  coupon_codes?: string[] | null;

  @Nullable()
  @IsText(2000)
  notes?: string | null;

  /** `completed` when it is fully paid; `cancelled` gives the stock back. */
  @Optional()
  @IsIn(['completed', 'cancelled'])
  status?: 'completed' | 'cancelled';
}

/** Why a sale is cancelled or voided. */
export class CancelSaleDto {
  /** @example Customer changed their mind */
  @Nullable()
  @IsText(500)
  reason?: string | null;
}
