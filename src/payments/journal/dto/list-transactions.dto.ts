import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { PAYMENT_METHOD_INPUTS, type PaymentMethodInput } from '../../domain/payment-method.js';
import { IsDayOrInstant } from '../../../common/http/validation/day-or-instant.js';
import { JOURNAL_KINDS, type JournalKind } from '../journal-kind.js';

/** Filters of an employee's transactions. */
export class ListEmployeeTransactionsRequest extends ListQuery {
  @IsOptional()
  @IsUUID()
  sale_id?: string;

  @IsOptional()
  @IsUUID()
  payment_id?: string;

  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @IsUUID()
  register_id?: string;

  /** @example cash_in */
  @IsOptional()
  @IsIn(JOURNAL_KINDS)
  kind?: JournalKind;

  /** @example cash */
  @IsOptional()
  @IsIn(PAYMENT_METHOD_INPUTS)
  payment_method?: PaymentMethodInput;

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

/** Filters of all transactions. */
export class ListTransactionsRequest extends ListEmployeeTransactionsRequest {
  @IsOptional()
  @IsUUID()
  employee_id?: string;
}
