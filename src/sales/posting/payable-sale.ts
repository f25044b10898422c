import { currencyDigits } from '../../common/money/currency.js';
import { sum, type Decimal } from '../../common/money/decimal.js';
import type { SellingPlace } from '../../locations/index.js';
import type { SaleCustomer } from '../../partners/index.js';
import type { AccountTerms, PayableSale, Tender } from '../../payments/index.js';
import type { Sale } from '../entities/sale.entity.js';

type PayingSale = Pick<
  Sale,
  | 'id'
  | 'location_id'
  | 'register_id'
  | 'currency'
  | 'cashier_id'
  | 'employee_id'
  | 'occurred_at'
  | 'business_date'
>;

interface PayingWith {
  due: Decimal;
  /** Needed for tenders that draw on the customer's own account or points. */
  account?: AccountTerms;
  path?: string;
}

/** On what terms the customer of a sale buys. */
export function accountTerms(customer: SaleCustomer): AccountTerms {
  const { id: customer_id, credit_limit, credit_blocked: is_credit_blocked, payment_delay_days } = customer;
  return { customer_id, credit_limit, is_credit_blocked, payment_delay_days };
}

/** True for tenders that the payment ledger takes only from a customer it knows the terms of. */
export function drawsOnCustomer({ payment_method }: Pick<Tender, 'payment_method'>): boolean {
  return payment_method === 'on_account' || payment_method === 'loyalty_points';
}

/** What points need to know of a tender. */
export type TakenTender = Pick<Tender, 'payment_method' | 'amount' | 'status'>;

/** What of the tenders is taken as points at once. */
export function takenAsPoints(tenders: readonly TakenTender[]): Decimal {
  const points = tenders.filter(({ payment_method, status }) => {
    return payment_method === 'loyalty_points' && (status ?? 'completed') === 'completed';
  });
  return sum(points.map(({ amount }) => amount));
}

/** A sale as the payment ledger wants it, with `due` still to be paid. */
export function payableSale(
  sale: PayingSale,
  place: SellingPlace,
  { due, account, path }: PayingWith,
): PayableSale {
  return {
    sale_id: sale.id,
    location_id: sale.location_id,
    register_id: sale.register_id,
    currency: sale.currency,
    digits: currencyDigits(sale.currency),
    due,
    cash_rounding: place.cash_rounding,
    actor_id: sale.cashier_id,
    employee_id: sale.employee_id,
    occurred_at: sale.occurred_at,
    business_date: sale.business_date,
    ...(account === undefined ? {} : { account }),
    ...(path === undefined ? {} : { path }),
  };
}
