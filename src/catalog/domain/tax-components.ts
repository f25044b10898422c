import { Decimal, ZERO } from '../../common/money/decimal.js';
import { roundTo } from '../../common/money/rounding.js';

export const TAX_TYPES = ['vat', 'excise', 'other'] as const;
export type TaxType = (typeof TAX_TYPES)[number];

/** One of the taxes that a tax group stands for. */
export interface TaxComponent {
  code: string;
  name: string;
  /** Percent of the net amount; of net plus the taxes before it when compound. */
  rate: Decimal;
  is_compound: boolean;
}

/** As many decimals as a stored rate has. */
const RATE_DECIMALS = 4;
const HUNDRED = new Decimal(100);

/** The one percentage of the net amount that the taxes come to together, in their order; 0 for none. */
export function effectiveRate(components: readonly Pick<TaxComponent, 'rate' | 'is_compound'>[]): Decimal {
  let effective = ZERO;
  for (const { rate, is_compound } of components) {
    const base = is_compound ? effective.div(HUNDRED).plus(1) : new Decimal(1);
    effective = effective.plus(rate.times(base));
  }
  return roundTo(effective, RATE_DECIMALS, 'half_up');
}

interface StoredComponent extends TaxComponent {
  /** Said for this place, not in general. */
  is_own: boolean;
}

/** The taxes of a group at one place: the place's own rows when it has any, else the general ones, else its rate. */
export function componentsAt(
  stored: readonly StoredComponent[],
  group: { code: string; name: string; rate: Decimal },
): TaxComponent[] {
  const own = stored.filter(({ is_own }) => is_own);
  const chosen = own.length > 0 ? own : stored;
  if (chosen.length === 0) return [{ ...group, is_compound: false }];
  return chosen.map(({ code, name, rate, is_compound }) => ({ code, name, rate, is_compound }));
}
