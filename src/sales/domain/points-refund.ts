import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import {
  isRefundable,
  planRefund,
  type PaymentMethod,
  type RecordedPayment,
  type RefundTender,
} from '../../payments/index.js';

/** Money that goes back, and the part of it that does so as points. */
export interface MoneyBack {
  refunded_amount: Decimal;
  refunded_as_points: Decimal;
}

export const NO_MONEY_BACK: MoneyBack = { refunded_amount: ZERO, refunded_as_points: ZERO };

interface MoneyStep {
  payment_method: PaymentMethod;
  amount: Decimal;
}

/** How the customer wants it. */
export interface RefundWish {
  tenders?: RefundTender[];
  cash_rounding?: Decimal | null;
}

function moneyBack(steps: readonly MoneyStep[]): MoneyBack {
  const points = steps.filter(({ payment_method }) => payment_method === 'loyalty_points');
  return {
    refunded_amount: sum(steps.map(({ amount }) => amount)),
    refunded_as_points: sum(points.map(({ amount }) => amount)),
  };
}

function held(payments: readonly RecordedPayment[]): (MoneyStep & { id: string; refundable: Decimal })[] {
  return payments
    .filter(({ status }) => isRefundable(status))
    .map(({ id, payment_method, amount, refunded_amount }) => {
      const refundable = amount.minus(refunded_amount);
      return { id, payment_method, refundable, amount: refundable };
    });
}

/** What voiding a sale gives back: everything that its payments hold. */
export function moneyOfVoid(payments: readonly RecordedPayment[]): MoneyBack {
  return moneyBack(held(payments));
}

/**
 * What a refund will give back, known before any money moves: the member is locked before the customer's account. The
 * payment ledger plans it again in the same way; the sale's lock keeps its payments as they are in between.
 */
export function moneyOfRefund(
  payments: readonly RecordedPayment[],
  amount: Decimal,
  wish: RefundWish = {},
): MoneyBack {
  if (amount.lte(ZERO)) return NO_MONEY_BACK;
  return moneyBack(planRefund(held(payments).reverse(), amount, wish));
}
