import { Decimal, ZERO } from '../../common/money/decimal.js';

export type StateName = 'sellable' | 'damaged' | 'quality_hold';

export interface GoodsByState {
  sellable: Decimal;
  damaged: Decimal;
  quality_hold: Decimal;
}

const NOT_SELLABLE = ['damaged', 'quality_hold'] as const;

/**
 * Which goods are missing: sellable ones first, then damaged ones, then those that are held. What is more than there is
 * stays with the sellable ones, for the ledger to refuse or to owe. Pure.
 */
export function missingByState(
  missing: Decimal,
  present: GoodsByState,
): { state: StateName; quantity: Decimal }[] {
  let open = missing.minus(Decimal.min(missing, Decimal.max(present.sellable, ZERO)));
  const others = NOT_SELLABLE.map((state) => {
    const quantity = Decimal.min(open, present[state]);
    open = open.minus(quantity);
    return { state, quantity };
  });
  const taken = others.reduce((sum, { quantity }) => sum.plus(quantity), ZERO);
  const parts = [{ state: 'sellable' as const, quantity: missing.minus(taken) }, ...others];
  return parts.filter(({ quantity }) => quantity.greaterThan(0));
}
