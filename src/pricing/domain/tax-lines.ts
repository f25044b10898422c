import type { QuotedLine, TaxLine } from './quote.types.js';
import { taxKey } from './tax.js';

/** Net and tax by tax code and rate, highest rate first. */
export function taxesByRate(lines: readonly QuotedLine[]): TaxLine[] {
  const byKey = new Map<string, TaxLine>();
  for (const line of lines) {
    const known = byKey.get(taxKey(line));
    byKey.set(taxKey(line), {
      tax_code: line.tax_code,
      rate: line.tax_rate,
      net_amount: known?.net_amount.plus(line.net_amount) ?? line.net_amount,
      tax_amount: known?.tax_amount.plus(line.tax_amount) ?? line.tax_amount,
    });
  }
  return [...byKey.values()].sort(
    (a, b) => b.rate.comparedTo(a.rate) || ((a.tax_code ?? '') < (b.tax_code ?? '') ? -1 : 1),
  );
}
