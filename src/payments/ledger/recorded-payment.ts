import { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { PaymentStatus } from '../domain/payment-status.js';

/** A payment as it is stored. Amounts in major units of `currency`; times are instants. */
export interface RecordedPayment {
  id: string;
  sale_id: string;
  payment_method: PaymentMethod;
  /** What the sale got; `tendered` = `amount` + `change_amount`. */
  amount: Decimal;
  tendered: Decimal;
  change_amount: Decimal;
  status: PaymentStatus;
  refunded_amount: Decimal;
  currency: string;
  reference_number: string | null;
  transaction_id: string | null;
  location_id: string;
  register_id: string;
  actor_id: string;
  employee_id: string | null;
  occurred_at: Date;
  business_date: string;
  created_at: Date;
  updated_at: Date;
  version: number;
}

type Amounts = 'amount' | 'tendered' | 'change_amount' | 'refunded_amount';

/** What PAYMENT_COLUMNS selects. */
export type PaymentRow = Omit<RecordedPayment, Amounts> & Record<Amounts, string>;

/** The columns of a payment, of the table or statement called `p`. */
export const PAYMENT_COLUMNS = `p.id, p.sale_id, p.payment_method, p.amount, p.tendered, p.change_amount, p.status,
  p.refunded_amount, p.currency, p.reference_number, p.transaction_id, p.location_id, p.register_id, p.actor_id,
  p.employee_id, p.occurred_at, p.business_date::text AS business_date, p.created_at, p.updated_at, p.version`;

export function recordedPayment(row: PaymentRow): RecordedPayment {
  return {
    ...row,
    amount: new Decimal(row.amount),
    tendered: new Decimal(row.tendered),
    change_amount: new Decimal(row.change_amount),
    refunded_amount: new Decimal(row.refunded_amount),
  };
}
