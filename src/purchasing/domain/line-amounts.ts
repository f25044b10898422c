import { Decimal, ZERO, sum } from '../../common/money/decimal.js';

/** What a line of an order, a delivery or a return is reckoned from. */
export interface LinePrice {
  quantity: Decimal;
  /** Of one unit of `quantity`, at most 4 decimals. */
  unit_price: Decimal;
  discount_percent: Decimal;
  /** Percent. */
  tax_rate: Decimal;
}

export interface LineAmounts {
  /** What the discount takes off, in the terms of the price: with tax where prices include it. */
  discount_amount: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
  total_amount: Decimal;
}

export interface DocumentTotals {
  /** After discounts, without tax. */
  subtotal: Decimal;
  discount_total: Decimal;
  tax_total: Decimal;
  total: Decimal;
}

const HUNDRED = new Decimal(100);

/**
 * The amounts of a line in whole cents (`digits` decimals). Net and tax tie out with the total by construction: one of
 * the three is always the sum or difference of the other two.
 */
export function lineAmounts(price: LinePrice, prices_include_tax: boolean, digits: number): LineAmounts {
  const cents = (amount: Decimal): Decimal => amount.toDecimalPlaces(digits);
  const extended = cents(price.quantity.times(price.unit_price));
  const discount_amount = cents(extended.times(price.discount_percent).div(HUNDRED));
  const after = extended.minus(discount_amount);
  const rate = price.tax_rate.div(HUNDRED);
  if (prices_include_tax) {
    const net_amount = cents(after.div(rate.plus(1)));
    return { discount_amount, net_amount, tax_amount: after.minus(net_amount), total_amount: after };
  }
  const tax_amount = cents(after.times(rate));
  return { discount_amount, net_amount: after, tax_amount, total_amount: after.plus(tax_amount) };
}

/** Lines sum to totals: nothing is rounded again. */
export function documentTotals(lines: readonly LineAmounts[]): DocumentTotals {
  const subtotal = sum(lines.map(({ net_amount }) => net_amount));
  const tax_total = sum(lines.map(({ tax_amount }) => tax_amount));
  return {
    subtotal,
    discount_total: sum(lines.map(({ discount_amount }) => discount_amount)),
    tax_total,
    total: subtotal.plus(tax_total),
  };
}

/** What one unit costs after the discount and without tax, at most 4 decimals; 0 of nothing. */
export function netUnitPrice(net_amount: Decimal, quantity: Decimal): Decimal {
  return quantity.isZero() ? ZERO : net_amount.div(quantity).toDecimalPlaces(4);
}
