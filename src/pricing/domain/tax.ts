import { type Decimal, sum } from '../../common/money/decimal.js';
import { roundParts } from '../../common/money/apportion.js';
import type { MoneyTerms } from './money-terms.js';

/** What tax is reckoned on: the amount of a line after all discounts, in terms of its price. */
export interface TaxableLine {
  amount: Decimal;
  tax_code: string | null;
  /** Percent. */
  tax_rate: Decimal;
  /** True when `amount` holds the tax already. */
  prices_include_tax: boolean;
}

/** Sums of repeating decimals come out a hair beside a round value; this is far finer than any true remainder. */
const EXACT_DECIMALS = 24;

/** Unrounded tax: amount × rate, or the part of an inclusive amount that is tax. */
export function exactTax({ amount, tax_rate, prices_include_tax }: Omit<TaxableLine, 'tax_code'>): Decimal {
  return amount.times(tax_rate).div(prices_include_tax ? tax_rate.plus(100) : 100);
}

/** Lines of one tax code and rate are taxed together. */
export function taxKey(line: Pick<TaxableLine, 'tax_code' | 'tax_rate'>): string {
  return `${line.tax_rate.toFixed()} ${line.tax_code ?? ''}`;
}

function exactSum(parts: readonly Decimal[]): Decimal {
  return sum(parts).toDecimalPlaces(EXACT_DECIMALS);
}

/** Which lines (by index) fall in each rate bucket. */
function buckets(lines: readonly TaxableLine[]): number[][] {
  const byKey = new Map<string, number[]>();
  lines.forEach((line, index) => {
    const group = byKey.get(taxKey(line));
    if (group === undefined) byKey.set(taxKey(line), [index]);
    else group.push(index);
  });
  return [...byKey.values()];
}

/**
 * The tax of each line, rounded at the location's level. `line`: each by itself. `rate`: once for each tax code and
 * rate. `document`: once for all. The rounded sum goes back to the buckets and their lines by the largest remainder,
 * so a line's tax is its exact tax rounded up or down, and never more than the line.
 */
export function lineTaxes(lines: readonly TaxableLine[], terms: MoneyTerms): Decimal[] {
  const exact = lines.map(exactTax);
  if (terms.level === 'line') return exact.map((tax) => terms.round(tax));

  const groups = buckets(lines);
  const exactOf = (group: number[]): Decimal => exactSum(group.map((index) => exact[index]!));
  const exactGroups = groups.map(exactOf);
  const rounded =
    terms.level === 'rate'
      ? exactGroups.map((tax) => terms.round(tax))
      : roundParts(exactGroups, terms.round(exactSum(exactGroups)), terms.digits);

  const taxes = [...exact];
  groups.forEach((group, at) => {
    const parts = roundParts(
      group.map((index) => exact[index]!),
      rounded[at]!,
      terms.digits,
    );
    group.forEach((index, position) => (taxes[index] = parts[position]!));
  });
  return taxes;
}
