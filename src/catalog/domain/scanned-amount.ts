import { Decimal } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';
import type { EmbeddedCode } from './embedded-code.js';

/** What a scanned code says beyond "this product"; null leaves it to the caller. */
export interface ScannedAmount {
  /** In the product's unit. */
  quantity: Decimal | null;
  /** Price of one unit that the label carries. */
  price: Decimal | null;
}

interface Measured {
  /** Of one unit; null when it has none. */
  price: Decimal | null;
  unit_kind: string;
  unit_decimals: number;
  /** Grams in one unit, for units of weight. */
  unit_base_factor: Decimal;
}

const PRICE_DECIMALS = 4;

/** A label holds the price of the whole package; quantity × unit price gives it back to the cent below 100 units. */
function fromPackagePrice(total: Decimal, product: Measured): ScannedAmount {
  if (product.unit_kind === 'piece') return { quantity: new Decimal(1), price: total };
  if (product.price === null || product.price.isZero()) return { quantity: null, price: total };
  const quantity = roundTo(total.div(product.price), product.unit_decimals, 'half_up');
  if (quantity.isZero()) return { quantity: null, price: total };
  return { quantity, price: roundTo(total.div(quantity), PRICE_DECIMALS, 'half_up') };
}

/**
 * Turns a scale's label into a quantity and a price of this product, or undefined when the label cannot be this
 * product's: a weight printed for something not sold by weight, or less than the unit can express.
 */
export function scannedAmount(code: EmbeddedCode, product: Measured): ScannedAmount | undefined {
  if (code.meaning === 'price') return fromPackagePrice(code.value, product);
  if (product.unit_kind !== 'weight') return undefined;
  const quantity = roundTo(code.value.div(product.unit_base_factor), product.unit_decimals, 'half_up');
  return quantity.isZero() ? undefined : { quantity, price: null };
}
