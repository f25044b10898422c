import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { IsMoney, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { PAYMENT_METHOD_INPUTS, type PaymentMethodInput } from '../../../payments/index.js';

/** Money that a customer pays towards what they owe. */
export class ReceivePaymentDto {
  /**
   * Money: not `on_account` or `loyalty_points`.
   * @example bank_transfer
   */
  @IsIn(PAYMENT_METHOD_INPUTS)
  payment_method: PaymentMethodInput;

  /**
   * What the account gets, in its currency; no more than is owed, unless `allow_prepayment`.
   * @example 120.5
   */
  @IsMoney({ min: 0.0001 })
  amount: number;

  /**
   * Cash handed over, when it is more than the amount: the rest is change.
   * @example 150
   */
  @Nullable()
  @IsMoney()
  tendered?: number | null;

  /**
   * The number of the transfer, check or slip.
   * @example WIRE-2026-118
   */
  @Nullable()
  @IsText(100)
  reference_number?: string | null;

  /** @example Invoices of October */
  @Nullable()
  @IsText(500)
  reason?: string | null;

  /**
   * Takes more than is owed and keeps the rest in the customer's favour.
   * @example false
   */
  @Optional()
  @IsBoolean()
  allow_prepayment?: boolean;

  /** Absent: the register's, or the default location. */
  @Optional()
  @IsUUID()
  location_id?: string;

  /** Absent: the location's default register. */
  @Optional()
  @IsUUID()
  register_id?: string;

  /**
   * When it was received, by the till's clock; absent: now.
   * @example 2026-11-20T10:15:00Z
   */
  @Optional()
  @IsInstant()
  occurred_at?: string;
}
