import type { Decimal } from '../../common/money/decimal.js';
import { ZERO } from '../../common/money/decimal.js';

export type ReceiptKind = 'sale' | 'return' | 'void';

/** What is printed and hashed. Amounts are text with the currency's digits; a void or return shows them negative. */
export type ReceiptBody = {
  version: 1;
  kind: ReceiptKind;
  number: string;
  sequence: number;
  sale_id: string | null;
  return_id: string | null;
  reference: string | null;
  shop: {
    location: string;
    register: string;
    name: string;
    address: string | null;
    tax_number: string | null;
  };
  header: string | null;
  footer: string | null;
  currency: string;
  issued_at: string;
  occurred_at: string;
  business_date: string;
  time_zone: string;
  customer_id: string | null;
  cashier_id: string;
  lines: ReceiptLine[];
  taxes: ReceiptTax[];
  subtotal: string;
  tax: string;
  total: string;
  rounding: string;
  tenders: ReceiptTender[];
  change: string;
};

export type ReceiptLine = {
  line: number;
  sku: string;
  name: string;
  quantity: string;
  unit_price: string;
  discount: string;
  net: string;
  tax_code: string | null;
  tax_rate: string;
  tax: string;
  total: string;
};
export type ReceiptTax = { code: string | null; rate: string; net: string; tax: string };
export type ReceiptTender = { method: string; amount: string; reference: string | null };

export interface TaxedLine {
  tax_code: string | null;
  tax_rate: Decimal;
  net_amount: Decimal;
  tax_amount: Decimal;
}

export interface TaxTotal {
  code: string | null;
  rate: Decimal;
  net: Decimal;
  tax: Decimal;
}

/** Net and tax for each rate, in order of first appearance. */
export function taxTotals(lines: readonly TaxedLine[]): TaxTotal[] {
  const totals = new Map<string, TaxTotal>();
  for (const line of lines) {
    const key = `${line.tax_code ?? ''} ${line.tax_rate.toFixed()}`;
    const before = totals.get(key) ?? { code: line.tax_code, rate: line.tax_rate, net: ZERO, tax: ZERO };
    totals.set(key, {
      ...before,
      net: before.net.plus(line.net_amount),
      tax: before.tax.plus(line.tax_amount),
    });
  }
  return [...totals.values()];
}
