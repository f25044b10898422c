import { Decimal, ZERO } from '../../../common/money/decimal.js';
import type { SaleCustomer } from '../../../partners/index.js';
import type { AccountBalance, Ageing } from '../../../payments/index.js';
import { CustomerSpendingResponse, type Spending } from './customer-spending.response.js';
import { overdue } from './receivables.response.js';

interface SummaryFacts {
  customer: SaleCustomer;
  account: AccountBalance | undefined;
  ages: Ageing;
  /** Most visits first. */
  spending: readonly Spending[];
  loyalty_points: number;
}

/** A customer at a glance. */
export class CustomerSummaryResponse {
  customer_id: string;

  /**
   * Of the spending below: the one they buy in most often; null before the first sale.
   * @example USD
   */
  currency: string | null;

  /**
   * What their sales came to, less what went back on them.
   * @example 530.4
   */
  total_spend: number;

  /**
   * Completed sales.
   * @example 12
   */
  visits: number;

  /**
   * What a sale came to on average, whatever went back later; null before the first.
   * @example 46.45
   */
  average_basket: number | null;

  /** @example 2026-11-20T10:15:00.000Z */
  last_sale_at: Date | null;

  /** What they spent in each currency. */
  spending: CustomerSpendingResponse[];

  /** In which they owe; null while nothing was ever put on their account. */
  account_currency: string | null;

  /**
   * What they owe.
   * @example 100
   */
  open_receivables: number;

  /**
   * Of it, due before today.
   * @example 60
   */
  overdue: number;

  /**
   * What the shop owes them.
   * @example 0
   */
  credit_balance: number;

  /**
   * What they may still buy on account.
   * @example 400
   */
  available_credit: number;

  /** @example 120 */
  loyalty_points: number;

  static from({ customer, account, ages, spending, loyalty_points }: SummaryFacts): CustomerSummaryResponse {
    const balance = account?.balance ?? ZERO;
    const [main] = spending.map(CustomerSpendingResponse.from);
    const lastSales = spending.map(({ last_sale_at }) => last_sale_at.getTime());
    return Object.assign(new CustomerSummaryResponse(), {
      customer_id: customer.id,
      currency: main?.currency ?? null,
      total_spend: main?.total_spend ?? 0,
      visits: spending.reduce((total, { visits }) => total + visits, 0),
      average_basket: main?.average_basket ?? null,
      last_sale_at: lastSales.length === 0 ? null : new Date(Math.max(...lastSales)),
      spending: spending.map(CustomerSpendingResponse.from),
      account_currency: account?.currency ?? null,
      open_receivables: Decimal.max(balance, ZERO).toNumber(),
      overdue: overdue(ages).toNumber(),
      credit_balance: Decimal.max(balance.neg(), ZERO).toNumber(),
      available_credit: available(customer, balance).toNumber(),
      loyalty_points,
    });
  }
}

/** What may still be put on account: nothing for those who are blocked or buy nothing at all. */
function available(customer: SaleCustomer, balance: Decimal): Decimal {
  if (customer.credit_blocked || customer.sales_blocked || !customer.is_active) return ZERO;
  return Decimal.max((customer.credit_limit ?? ZERO).minus(balance), ZERO);
}
