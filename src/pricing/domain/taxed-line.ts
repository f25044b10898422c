import type { Decimal } from '../../common/money/decimal.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import type { TraceEntry } from './quote.types.js';
import { overriddenTaxes } from './tax-override.js';
import { exactTax, lineTaxes, type TaxableLine } from './tax.js';
import { applied } from './trace.js';

export interface TaxedLine {
  net_amount: Decimal;
  tax_amount: Decimal;
  is_by_hand: boolean;
  trace: TraceEntry[];
}

function explain(line: TaxableLine, ours: Decimal, tax: Decimal, terms: MoneyTerms): TraceEntry[] {
  const how = line.prices_include_tax ? 'contained in' : 'on';
  const reason = `${line.tax_rate.toFixed()} % ${how} ${line.amount.toFixed(terms.digits)}`;
  const name = line.tax_code === null ? {} : { name: line.tax_code };
  const alone = terms.round(exactTax(line));
  const trace = [applied('tax', alone, { ...name, reason })];
  if (!ours.eq(alone))
    trace.push(applied('rounding', ours.minus(alone), { reason: `tax is rounded once a ${terms.level}` }));
  if (!tax.eq(ours)) trace.push(applied('override_tax', tax));
  return trace;
}

/** Net and tax of each line: net is what is left of an inclusive amount, and the whole of an exclusive one. */
export function taxedLines(
  lines: readonly TaxableLine[],
  said: Decimal | undefined,
  terms: MoneyTerms,
  problems: CartProblems,
): { lines: TaxedLine[]; is_by_hand: boolean } {
  const ours = lineTaxes(lines, terms);
  const byHand = said === undefined ? undefined : overriddenTaxes(said, ours, lines, terms, problems);
  const taxes = byHand ?? ours;
  const taxed = lines.map((line, at): TaxedLine => {
    const tax_amount = taxes[at]!;
    return {
      net_amount: line.prices_include_tax ? line.amount.minus(tax_amount) : line.amount,
      tax_amount,
      is_by_hand: !tax_amount.eq(ours[at]!),
      trace: explain(line, ours[at]!, tax_amount, terms),
    };
  });
  return { lines: taxed, is_by_hand: byHand !== undefined };
}
