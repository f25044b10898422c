import { apportion } from '../../common/money/apportion.js';
import { sum, type Decimal } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import { exactTaxes, type TaxableLine } from './tax.js';

/**
 * A tax total said by the caller, split over the lines in proportion to the tax they bear (to their amounts, when
 * none bears any). Undefined when it is ours anyway or is refused: it may not exceed any line it falls on, for the
 * customer's gross of an inclusive line never changes.
 */
export function overriddenTaxes(
  said: Decimal,
  ours: readonly Decimal[],
  lines: readonly TaxableLine[],
  terms: MoneyTerms,
  problems: CartProblems,
): Decimal[] | undefined {
  const refuse = (code: string, message: string): undefined => void problems.add('tax_amount', code, message);
  if (said.isNegative()) return refuse('NEGATIVE_AMOUNT', 'Tax cannot be negative.');
  if (!terms.fits(said)) return refuse('TOO_MANY_DECIMALS', `Tax has at most ${terms.digits} decimals here.`);
  if (said.eq(sum(ours))) return undefined;

  const exact = lines.map((line) => sum(exactTaxes(line)));
  const weights = exact.some((tax) => !tax.isZero()) ? exact : lines.map(({ amount }) => amount);
  const taxes = apportion(said, weights, terms.digits);
  if (lines.length === 0 || taxes.some((tax, index) => tax.gt(lines[index]!.amount))) {
    return refuse('TAX_EXCEEDS_AMOUNT', `The tax ${said.toFixed()} exceeds the amount it is charged on.`);
  }
  return taxes;
}
