import { currencyDigits } from '../../common/money/currency.js';
import { Decimal } from '../../common/money/decimal.js';
import { roundTo, type RoundingMode } from '../../common/money/rounding.js';

/** Largest amount of a cart: with 4 decimals it still is a JSON number that loses nothing (15 digits). */
export const MAX_AMOUNT = new Decimal('99999999999.9999');

/** A unit price may be finer than the currency: fuel, screws, a pack of odd size. */
const PRICE_DECIMALS = 4;

interface Rounding {
  currency: string;
  rounding_mode: RoundingMode;
}

/** How this cart's money is rounded. */
export class MoneyTerms {
  readonly digits: number;
  readonly mode: RoundingMode;

  constructor(place: Rounding) {
    this.digits = currencyDigits(place.currency);
    this.mode = place.rounding_mode;
  }

  round(amount: Decimal): Decimal {
    return roundTo(amount, this.digits, this.mode);
  }

  /** A price reckoned from another one: as fine as that one is, at least as fine as the currency. */
  roundLike(price: Decimal, from: Decimal): Decimal {
    return roundTo(price, Math.min(PRICE_DECIMALS, Math.max(this.digits, from.decimalPlaces())), this.mode);
  }

  /** The price of a pack, from the price of one of its units. */
  packPrice(unitPrice: Decimal, factor: Decimal): Decimal {
    return roundTo(unitPrice.times(factor), PRICE_DECIMALS, this.mode);
  }

  /** False when an amount is finer than the currency's smallest coin. */
  fits(amount: Decimal): boolean {
    return amount.decimalPlaces() <= this.digits;
  }
}
