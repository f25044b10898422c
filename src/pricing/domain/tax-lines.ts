import type { QuotedLine, TaxLine } from './quote.types.js';

type Share = Omit<TaxLine, 'net_amount'>;

/** What a line adds to the table of taxes: one row a tax, and one for a line on which nothing is due. */
function sharesOf({ taxes, tax_code, tax_rate, tax_amount, tax_treatment }: QuotedLine): Share[] {
  if (taxes.length === 0) return [{ tax_code, rate: tax_rate, tax_amount, tax_treatment }];
  return taxes.map(({ code, rate, amount }) => ({ tax_code: code, rate, tax_amount: amount, tax_treatment }));
}

function compare(a: TaxLine, b: TaxLine): number {
  const byRate = b.rate.comparedTo(a.rate);
  if (byRate !== 0) return byRate;
  const [left, right] = [`${a.tax_code ?? ''} ${a.tax_treatment}`, `${b.tax_code ?? ''} ${b.tax_treatment}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Net and tax by tax code, rate and treatment, highest rate first. */
export function taxesByRate(lines: readonly QuotedLine[]): TaxLine[] {
  const byKey = new Map<string, TaxLine>();
  for (const line of lines) {
    for (const share of sharesOf(line)) {
      const key = `${share.rate.toFixed()} ${share.tax_treatment} ${share.tax_code ?? ''}`;
      const known = byKey.get(key);
      byKey.set(key, {
        ...share,
        net_amount: known?.net_amount.plus(line.net_amount) ?? line.net_amount,
        tax_amount: known?.tax_amount.plus(share.tax_amount) ?? share.tax_amount,
      });
    }
  }
  return [...byKey.values()].sort(compare);
}
