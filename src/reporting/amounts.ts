import { currencyDigits } from '../common/money/currency.js';
import { Decimal } from '../common/money/decimal.js';
import { roundTo } from '../common/money/rounding.js';

/** An amount as a report shows it: in the currency's digits. */
export function money(value: string | Decimal, currency: string): number {
  return roundTo(new Decimal(value), currencyDigits(currency), 'half_up').toNumber();
}

/** `part` of `whole` in percent with two decimals; null when there is no whole. */
export function percent(part: Decimal, whole: Decimal): number | null {
  return whole.isZero() ? null : roundTo(part.div(whole).times(100), 2, 'half_up').toNumber();
}
