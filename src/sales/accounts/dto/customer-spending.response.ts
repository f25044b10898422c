import { currencyDigits } from '../../../common/money/currency.js';
import type { Decimal } from '../../../common/money/decimal.js';

/** What a customer spent in one currency. */
export interface Spending {
  currency: string;
  visits: number;
  /** Σ of the sales. */
  bought: Decimal;
  /** Σ of the sales, less what went back. */
  spent: Decimal;
  last_sale_at: Date;
}

/** What a customer spent in one currency. */
export class CustomerSpendingResponse {
  /** @example USD */
  currency: string;

  /**
   * Completed sales.
   * @example 12
   */
  visits: number;

  /**
   * What the sales came to, less what went back on them.
   * @example 530.4
   */
  total_spend: number;

  /**
   * What a sale came to on average, whatever went back later.
   * @example 46.45
   */
  average_basket: number;

  /** @example 2026-11-20T10:15:00.000Z */
  last_sale_at: Date;

  static from({ currency, visits, bought, spent, last_sale_at }: Spending): CustomerSpendingResponse {
    return Object.assign(new CustomerSpendingResponse(), {
      ...{ currency, visits, last_sale_at },
      total_spend: spent.toNumber(),
      average_basket: bought.div(visits).toDecimalPlaces(currencyDigits(currency)).toNumber(),
    });
  }
}
