import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';
import type { TaxPart, TaxableLine } from './tax.js';

function taxesOf(line: number, taxes: readonly Decimal[], parts: readonly TaxPart[]): Decimal {
  return sum(taxes.filter((_, index) => parts[index]!.line === line));
}

/** The part of a line that was rounded up the most. */
function mostRoundedUp(line: number, taxes: readonly Decimal[], parts: readonly TaxPart[]): number {
  const own = parts.flatMap((part, index) => (part.line === line && taxes[index]!.gt(ZERO) ? [index] : []));
  const excess = (index: number): Decimal => taxes[index]!.minus(parts[index]!.exact);
  return own.reduce((most, index) => (excess(index).gt(excess(most)) ? index : most));
}

/**
 * Several taxes in one inclusive price, each rounded with those of other lines, may come to a unit more than a line of
 * a few cents. The unit then goes to a line with the same tax that has room for it; without one, it is not charged.
 */
export function keepWithinLines(
  rounded: readonly Decimal[],
  parts: readonly TaxPart[],
  lines: readonly TaxableLine[],
  terms: MoneyTerms,
): Decimal[] {
  const taxes = [...rounded];
  const unit = new Decimal(10).pow(-terms.digits);
  const hasRoom = (line: number): boolean =>
    !lines[line]!.prices_include_tax || taxesOf(line, taxes, parts).plus(unit).lte(lines[line]!.amount);
  lines.forEach(({ amount, prices_include_tax, taxes: own }, line) => {
    if (!prices_include_tax || own.length < 2) return;
    while (taxesOf(line, taxes, parts).gt(amount)) {
      const from = mostRoundedUp(line, taxes, parts);
      taxes[from] = taxes[from]!.minus(unit);
      const to = parts.findIndex(
        ({ key, line: other }) => key === parts[from]!.key && other !== line && hasRoom(other),
      );
      if (to >= 0) taxes[to] = taxes[to]!.plus(unit);
    }
  });
  return taxes;
}
