import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { roundTo, type RoundingLevel, type RoundingMode } from '../../common/money/rounding.js';
import type { PricingPlace } from './quote.types.js';

/** Largest amount of a cart: with 4 decimals it still is a JSON number that loses nothing (15 digits). */
export const MAX_AMOUNT = new Decimal('99999999999.9999');

/** How this cart's money is rounded. */
export class MoneyTerms {
  readonly digits: number;
  readonly mode: RoundingMode;
  readonly level: RoundingLevel;

  constructor(place: PricingPlace) {
    this.digits = currencyDigits(place.currency);
    this.mode = place.rounding_mode;
    this.level = place.rounding_level;
  }

  round(amount: Decimal): Decimal {
    return roundTo(amount, this.digits, this.mode);
  }

  /** False when an amount is finer than the currency's smallest coin. */
  fits(amount: Decimal): boolean {
    return amount.decimalPlaces() <= this.digits;
  }
}
