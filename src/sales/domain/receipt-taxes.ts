import { ZERO, type Decimal } from '../../common/money/decimal.js';
import type { LineTax, TaxTreatment } from '../../pricing/index.js';

export interface TaxedLine {
  tax_code: string | null;
  tax_rate: Decimal;
  net_amount: Decimal;
  taxes: readonly LineTax[];
  tax_treatment: TaxTreatment;
}

export interface TaxTotal {
  code: string | null;
  name: string | null;
  rate: Decimal;
  net: Decimal;
  tax: Decimal;
  treatment: TaxTreatment;
}

type Part = Omit<TaxTotal, 'net'>;

/** What a line bears: each of its taxes, or once nothing. */
function partsOf({ tax_code, taxes, tax_treatment: treatment }: TaxedLine): Part[] {
  if (taxes.length === 0) return [{ code: tax_code, name: tax_code, rate: ZERO, tax: ZERO, treatment }];
  return taxes.map(({ code, name, rate, amount }) => ({ code, name, rate, tax: amount, treatment }));
}

/**
 * Net and tax for each tax, rate and treatment, in order of first appearance. The net of a line that bears two taxes
 * stands under both.
 */
export function taxTotals(lines: readonly TaxedLine[]): TaxTotal[] {
  const totals = new Map<string, TaxTotal>();
  for (const line of lines) {
    for (const part of partsOf(line)) {
      const key = `${part.treatment} ${part.code ?? ''} ${part.rate.toFixed()}`;
      const before = totals.get(key) ?? { ...part, net: ZERO, tax: ZERO };
      totals.set(key, { ...before, net: before.net.plus(line.net_amount), tax: before.tax.plus(part.tax) });
    }
  }
  return [...totals.values()];
}

const NOTES: Readonly<Record<TaxTreatment, string | null>> = {
  standard: null,
  exempt: 'Exempt from tax.',
  reverse_charge: 'Reverse charge: the customer owes the tax.',
};

/** What the law wants said of the lines. */
export function taxNotes(lines: readonly TaxedLine[]): string[] {
  return [...new Set(lines.map(({ tax_treatment }) => tax_treatment))].flatMap((each) => NOTES[each] ?? []);
}
