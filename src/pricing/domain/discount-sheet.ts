import { ZERO, type Decimal } from '../../common/money/decimal.js';
import type { CartLine } from './cart.types.js';
import type { LineDiscounts } from './line-discount.js';
import type { LinePrice } from './line-price.js';
import { baseQuantity } from './sold-unit.js';
import { displacedEntry, totalOf, type TakenDiscount } from './taken-discount.js';
import { rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export const BY_HAND = 'the discount was set by hand';

/** What comes off one line while the promotions that reckon over several lines are dealt out. */
export class DiscountSheet {
  readonly lost: TraceEntry[];
  taken: TakenDiscount[];
  is_alone: boolean;
  is_by_hand = false;
  /** Base units that a "buy 2, get 1" has used. */
  dealt: Decimal = ZERO;

  constructor(
    readonly line: CartLine,
    readonly price: LinePrice,
    automatic: LineDiscounts,
  ) {
    this.taken = [...automatic.taken];
    this.lost = [...automatic.lost];
    this.is_alone = automatic.is_alone;
  }

  get left(): Decimal {
    return this.price.gross.minus(totalOf(this.taken));
  }

  get undealt(): Decimal {
    return baseQuantity(this.line).minus(this.dealt);
  }

  /** Whether a promotion or discount works on it. */
  get hasAnything(): boolean {
    return this.price.promotion !== null || this.taken.length > 0;
  }

  take(discount: TakenDiscount): void {
    this.taken.push(discount);
  }

  /** Everything taken so far gives way. */
  clear(reason: string): void {
    this.lost.push(...this.taken.map((each) => displacedEntry(each, reason)));
    this.taken = [];
  }

  /** The caller's word stands in place of everything automatic. */
  setByHand(): void {
    this.clear(BY_HAND);
    this.is_by_hand = true;
  }

  /** The caller said what comes off anyway. */
  sameByHand(amount: Decimal): void {
    this.lost.push(rejected('override_discount', 'same as the automatic discount', { amount }));
  }

  /** Takes another amount than it would have by itself, or gives it back whole. */
  replace(discount: TakenDiscount, amount: Decimal, reason: string): void {
    const at = this.taken.indexOf(discount);
    if (amount.isZero()) {
      this.taken.splice(at, 1);
      this.lost.push(displacedEntry(discount, reason));
      return;
    }
    const { name } = discount.details;
    const details = { ...(name === undefined ? {} : { name }), is_share: true, reason };
    this.taken[at] = { ...discount, amount, details };
  }
}
