import { apportion } from '../../common/money/apportion.js';
import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import type { RoundingLevel } from '../../common/money/rounding.js';
import type { TaxTreatment } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import type { LineTax } from './quote.types.js';
import { overriddenTaxes } from './tax-override.js';
import { taxDetails, type TreatedLine } from './tax-treatment.js';
import { exactTaxes, lineTaxes, taxesAlone } from './tax.js';
import { applied } from './trace.js';
import type { TraceEntry } from './trace.types.js';

export interface TaxedLine {
  net_amount: Decimal;
  tax_amount: Decimal;
  tax_rate: Decimal;
  taxes: LineTax[];
  treatment: TaxTreatment;
  is_by_hand: boolean;
  trace: TraceEntry[];
}

function explain(
  line: TreatedLine,
  ours: readonly Decimal[],
  level: RoundingLevel,
  terms: MoneyTerms,
): TraceEntry[] {
  if (line.trace.length > 0) return line.trace;
  const how = line.prices_include_tax ? 'contained in' : 'on';
  const amount = line.amount.toFixed(terms.digits);
  if (line.taxes.length === 0) {
    const details = { rate: '0', is_inclusive: line.prices_include_tax, reason: `0 % ${how} ${amount}` };
    return [applied('tax', ZERO, line.tax_code === null ? details : { name: line.tax_code, ...details })];
  }
  const alone = taxesAlone(line, terms);
  return line.taxes.flatMap((tax, at) => {
    const compound = tax.is_compound ? ' and the taxes before' : '';
    const reason = `${tax.rate.toFixed()} % ${how} ${amount}${compound}`;
    const entry = applied('tax', alone[at]!, { ...taxDetails(tax, line.prices_include_tax), reason });
    const difference = ours[at]!.minus(alone[at]!);
    if (difference.isZero()) return [entry];
    const rounding = { name: tax.code, reason: `tax is rounded once a ${level}` };
    return [entry, applied('rounding', difference, rounding)];
  });
}

/** Tax by hand, as the components would bear it; by itself where there is none. */
function taxesByHand(line: TreatedLine, amount: Decimal, terms: MoneyTerms): LineTax[] {
  if (line.taxes.length === 0)
    return amount.isZero() ? [] : [{ code: line.tax_code ?? 'BY_HAND', name: 'By hand', rate: ZERO, amount }];
  const parts = apportion(amount, exactTaxes(line), terms.digits);
  return line.taxes.map(({ code, name, rate }, at) => ({ code, name, rate, amount: parts[at]! }));
}

/** Net and taxes of each line: net is what is left of an inclusive amount, and the whole of an exclusive one. */
export function taxedLines(
  lines: readonly TreatedLine[],
  said: Decimal | undefined,
  level: RoundingLevel,
  terms: MoneyTerms,
  problems: CartProblems,
): { lines: TaxedLine[]; is_by_hand: boolean } {
  const parts = lineTaxes(lines, level, terms);
  const ours = parts.map((taxes) => sum(taxes));
  const byHand = said === undefined ? undefined : overriddenTaxes(said, ours, lines, terms, problems);
  const taxed = lines.map((line, at): TaxedLine => {
    const tax_amount = byHand?.[at] ?? ours[at]!;
    const isByHand = !tax_amount.eq(ours[at]!);
    const taxes = line.taxes.map(({ code, name, rate }, part) => ({
      code,
      name,
      rate,
      amount: parts[at]![part]!,
    }));
    const trace = explain(line, parts[at]!, level, terms);
    return {
      net_amount:
        line.prices_include_tax && line.treatment === 'standard'
          ? line.amount.minus(tax_amount)
          : line.amount,
      tax_amount,
      tax_rate: line.tax_rate,
      taxes: isByHand ? taxesByHand(line, tax_amount, terms) : taxes,
      treatment: line.treatment,
      is_by_hand: isByHand,
      trace: isByHand ? [...trace, applied('override_tax', tax_amount)] : trace,
    };
  });
  return { lines: taxed, is_by_hand: byHand !== undefined };
}
