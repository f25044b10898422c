import { Decimal } from '../../common/money/decimal.js';
import type { CartLine } from './cart.types.js';

const ONE = new Decimal(1);

/** Base units in one sold unit. */
export function unitFactor({ packaging }: Pick<CartLine, 'packaging'>): Decimal {
  return packaging?.factor ?? ONE;
}

/** What a line takes from the shelf. */
export function baseQuantity(line: Pick<CartLine, 'packaging' | 'quantity'>): Decimal {
  return line.quantity.times(unitFactor(line));
}
