import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { PAYMENT_METHOD_INPUTS, type PaymentMethodInput } from '../../domain/payment-method.js';
import { PAYMENT_STATUSES, type PaymentStatus } from '../../domain/payment-status.js';
import { IsDayOrInstant } from '../../../common/http/validation/day-or-instant.js';

/** Filters of payments. */
export class ListPaymentsRequest extends ListQuery {
  @IsOptional()
  @IsUUID()
  sale_id?: string;

  /** The same as sale_id: an order is a sale. */
  @IsOptional()
  @IsUUID()
  order_id?: string;

  /** @example cash */
  @IsOptional()
  @IsIn(PAYMENT_METHOD_INPUTS)
  payment_method?: PaymentMethodInput;

  /** @example completed */
  @IsOptional()
  @IsIn(PAYMENT_STATUSES)
  status?: PaymentStatus;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsUUID()
  register_id?: string;

  /**
   * First day or time.
   * @example 2026-11-01
   */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /**
   * Last day or time, included.
   * @example 2026-11-30
   */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}
