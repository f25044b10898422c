import { IsIn, IsUUID } from 'class-validator';
import { ValidationFailed } from '../../common/errors/domain-error.js';
import { IsMoney, IsText, Nullable } from '../../common/http/validation/decorators.js';
import { TenderDto } from './tender.dto.js';

/** A payment for a sale, which the POS Backend calls an order. */
export class CreatePaymentDto extends TenderDto {
  @Nullable()
  @IsUUID()
  sale_id?: string | null;

  /** The same as `sale_id`; send one of them. */
  @Nullable()
  @IsUUID()
  order_id?: string | null;
}

export class RefundPaymentDto {
  /**
   * How much; absent = all that is left.
   * @example 5
   */
  @Nullable()
  @IsMoney({ min: 0.0001 })
  amount?: number | null;

  @Nullable()
  @IsText(500)
  reason?: string | null;
}

export class PaymentStatusDto {
  /** @example completed */
  @IsIn(['completed', 'failed'])
  status: 'completed' | 'failed';
}

export function saleIdOf({ sale_id, order_id }: CreatePaymentDto): string {
  const id = sale_id ?? order_id;
  if (typeof id === 'string' && (!sale_id || !order_id || sale_id === order_id)) return id;
  const message = 'Send either sale_id or order_id.';
  throw new ValidationFailed([{ field: 'sale_id', code: 'SALE_OR_ORDER', message }]);
}
