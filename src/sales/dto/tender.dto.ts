import { IsIn, IsOptional } from 'class-validator';
import { IsMoney, IsText, Nullable } from '../../common/http/validation/decorators.js';
import { PAYMENT_METHOD_INPUTS, type PaymentMethodInput } from '../../payments/index.js';

/** One means of payment of a sale. */
export class TenderDto {
  /**
   * How the customer pays.
   * @example cash
   */
  @IsIn(PAYMENT_METHOD_INPUTS)
  payment_method: PaymentMethodInput;

  /**
   * What is paid towards the sale, in major units.
   * @example 20.00
   */
  @IsMoney({ min: 0.0001 })
  amount: number;

  /**
   * Cash handed over, when it is more than `amount`; the difference is change.
   * @example 50.00
   */
  @Nullable()
  @IsMoney()
  tendered?: number | null;

  /** `pending` for a payment that is not confirmed yet; it does not count as paid. */
  @IsOptional()
  @IsIn(['pending', 'completed'])
  status?: 'pending' | 'completed';

  /** Number printed by the card terminal, cheque number and the like. */
  @Nullable()
  @IsText(100)
  reference_number?: string | null;

  /**
   * The payment provider's id.
   * @example TXN-001
   */
  @Nullable()
  @IsText(100)
  transaction_id?: string | null;
}
