import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { roundParts } from '../../common/money/apportion.js';
import type { RoundingLevel } from '../../common/money/rounding.js';
import type { PricedTax } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import { keepWithinLines } from './tax-limit.js';

/** What tax is reckoned on: the amount of a line after all discounts, in terms of its price. */
export interface TaxableLine {
  amount: Decimal;
  /** In their order; none when nothing is due. */
  taxes: readonly PricedTax[];
  /** True when `amount` holds the taxes already. */
  prices_include_tax: boolean;
}

/** One tax of one line. */
export interface TaxPart {
  line: number;
  /** Taxes of one code and rate are rounded together. */
  key: string;
  exact: Decimal;
}

/** Sums of repeating decimals come out a hair beside a round value; this is far finer than any true remainder. */
const EXACT_DECIMALS = 24;
const HUNDRED = new Decimal(100);

/** Each tax in percent of the net amount, compound ones on top of those before them. */
function effectivePercents(taxes: readonly PricedTax[]): Decimal[] {
  let all = ZERO;
  return taxes.map(({ rate, is_compound }) => {
    const percent = is_compound ? rate.times(all.div(100).plus(1)) : rate;
    all = all.plus(percent);
    return percent;
  });
}

/** Unrounded taxes: amount × rate each, or the parts of an inclusive amount that are tax. */
export function exactTaxes({ amount, taxes, prices_include_tax }: TaxableLine): Decimal[] {
  const percents = effectivePercents(taxes);
  const whole = prices_include_tax ? sum(percents).plus(100) : HUNDRED;
  return percents.map((percent) => amount.times(percent).div(whole));
}

export function exactSum(parts: readonly Decimal[]): Decimal {
  return sum(parts).toDecimalPlaces(EXACT_DECIMALS);
}

export function taxKey({ code, rate }: Pick<PricedTax, 'code' | 'rate'>): string {
  return `${rate.toFixed()} ${code}`;
}

/** The taxes of a line by itself: each rounded, together never more than an inclusive line. */
export function taxesAlone(line: TaxableLine, terms: MoneyTerms): Decimal[] {
  const exact = exactTaxes(line);
  const rounded = exact.map((tax) => terms.round(tax));
  if (!line.prices_include_tax || sum(rounded).lte(line.amount)) return rounded;
  const most = exactSum(exact).toDecimalPlaces(terms.digits, Decimal.ROUND_UP);
  return roundParts(exact, most, terms.digits);
}

/** Which parts (by index) are rounded together. */
function buckets(parts: readonly TaxPart[]): number[][] {
  const byKey = new Map<string, number[]>();
  parts.forEach(({ key }, index) => {
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [index]);
    else group.push(index);
  });
  return [...byKey.values()];
}

/** Rounds each bucket, or all of them once, and gives the sum back to the parts by the largest remainder. */
function roundedParts(parts: readonly TaxPart[], level: RoundingLevel, terms: MoneyTerms): Decimal[] {
  const groups = buckets(parts);
  const exactOf = (group: number[]): Decimal[] => group.map((index) => parts[index]!.exact);
  const exactGroups = groups.map((group) => exactSum(exactOf(group)));
  const rounded =
    level === 'rate'
      ? exactGroups.map((tax) => terms.round(tax))
      : roundParts(exactGroups, terms.round(exactSum(exactGroups)), terms.digits);
  const taxes = parts.map(({ exact }) => exact);
  groups.forEach((group, at) => {
    const shares = roundParts(exactOf(group), rounded[at]!, terms.digits);
    group.forEach((index, position) => (taxes[index] = shares[position]!));
  });
  return taxes;
}

/**
 * The taxes of each line, rounded at the location's level. `line`: each tax of each line by itself. `rate`: once for
 * each tax code and rate. `document`: once for all. The rounded sum goes back to the buckets and their lines by the
 * largest remainder, so a tax is its exact value rounded up or down. The taxes of an inclusive line never come to more
 * than the line.
 */
export function lineTaxes(
  lines: readonly TaxableLine[],
  level: RoundingLevel,
  terms: MoneyTerms,
): Decimal[][] {
  if (level === 'line') return lines.map((line) => taxesAlone(line, terms));
  const parts = lines.flatMap((line, at) => {
    const exact = exactTaxes(line);
    return line.taxes.map((tax, component): TaxPart => ({
      line: at,
      key: taxKey(tax),
      exact: exact[component]!,
    }));
  });
  const rounded = keepWithinLines(roundedParts(parts, level, terms), parts, lines, terms);
  return lines.map((_, at) => rounded.filter((_tax, index) => parts[index]!.line === at));
}
