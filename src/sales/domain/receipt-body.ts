import { Decimal } from '../../common/money/decimal.js';

export type ReceiptKind = 'sale' | 'return' | 'void';

/** What every version prints of the document. Amounts are text; a void or return shows them negative. */
type ReceiptHead = {
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
  subtotal: string;
  tax: string;
  total: string;
  rounding: string;
  tenders: ReceiptTender[];
  change: string;
};

/** Receipts issued before packs, bundles and taxes of several parts; they are never rewritten. */
export type ReceiptBodyV1 = ReceiptHead & { version: 1; lines: ReceiptLineV1[]; taxes: ReceiptTaxV1[] };

/** What is printed and hashed. */
export type ReceiptBody = ReceiptHead & {
  version: 2;
  lines: ReceiptLine[];
  taxes: ReceiptTax[];
  /** total + rounding: what was really to be paid. */
  payable: string;
  /** What the law wants said, such as why no tax is charged. */
  notes: string[];
  /** Of a member. */
  points: ReceiptPoints | null;
};

type ReceiptLineV1 = {
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
export type ReceiptLine = ReceiptLineV1 & {
  unit: string;
  /** Base units in one such unit. */
  unit_factor: string;
  tax_treatment: string;
  taxes: { code: string; name: string; rate: string; tax: string }[];
  /** What a bundle holds, all together. */
  parts: { sku: string; name: string; quantity: string }[];
};
type ReceiptTaxV1 = { code: string | null; rate: string; net: string; tax: string };
export type ReceiptTax = ReceiptTaxV1 & { name: string | null; treatment: string };
export type ReceiptTender = { method: string; amount: string; reference: string | null };
export type ReceiptPoints = { earned: number; redeemed: number; balance: number };

/** A receipt of any version as the newest one, for printing. What is hashed stays what it was. */
export function asNewest(body: ReceiptBody | ReceiptBodyV1): ReceiptBody {
  if (body.version === 2) return body;
  const { total, rounding } = body;
  const digits = total.split('.')[1]?.length ?? 0;
  return {
    ...body,
    version: 2,
    lines: body.lines.map((line) => ({
      ...line,
      unit: '',
      unit_factor: '1',
      tax_treatment: 'standard',
      taxes: [],
      parts: [],
    })),
    taxes: body.taxes.map((tax) => ({ ...tax, name: tax.code, treatment: 'standard' })),
    payable: new Decimal(total).plus(rounding).toFixed(digits),
    notes: [],
    points: null,
  };
}
