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

/** What all versions since the second say of a document. */
type ReceiptMoney = ReceiptHead & {
  taxes: ReceiptTax[];
  /** total + rounding: what was really to be paid. */
  payable: string;
  /** What the law wants said, such as why no tax is charged. */
  notes: string[];
  /** Of a member. */
  points: ReceiptPoints | null;
};

/** What is printed and hashed of goods that have neither batches nor serial numbers. */
export type ReceiptBodyV2 = ReceiptMoney & { version: 2; lines: ReceiptLineV2[] };

/** The same with batches and serial numbers. */
export type ReceiptBody = ReceiptMoney & { version: 3; lines: ReceiptLine[] };

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
type ReceiptLineV2 = ReceiptLineV1 & {
  unit: string;
  /** Base units in one such unit. */
  unit_factor: string;
  tax_treatment: string;
  taxes: { code: string; name: string; rate: string; tax: string }[];
  /** What a bundle holds, all together. */
  parts: { sku: string; name: string; quantity: string }[];
};
/** What was sold of one batch, or one unit; of a bundle the goods of its parts. */
export type ReceiptLot = {
  sku: string;
  batch: string | null;
  expires: string | null;
  serial: string | null;
  quantity: string;
};
export type ReceiptLine = ReceiptLineV2 & { lots: ReceiptLot[] };
type ReceiptTaxV1 = { code: string | null; rate: string; net: string; tax: string };
export type ReceiptTax = ReceiptTaxV1 & { name: string | null; treatment: string };
export type ReceiptTender = { method: string; amount: string; reference: string | null };
export type ReceiptPoints = { earned: number; redeemed: number; balance: number };

/** A receipt as it is issued: in the oldest version that says all of it. */
export function asIssued(body: Omit<ReceiptBody, 'version'>): ReceiptBody | ReceiptBodyV2 {
  if (body.lines.some(({ lots }) => lots.length > 0)) return { version: 3, ...body };
  const lines = body.lines.map(({ lots: _none, ...line }) => line);
  return { version: 2, ...body, lines };
}

/** A receipt of any version as the newest one, for printing. What is hashed stays what it was. */
export function asNewest(body: ReceiptBody | ReceiptBodyV2 | ReceiptBodyV1): ReceiptBody {
  if (body.version === 3) return body;
  if (body.version === 2)
    return { ...body, version: 3, lines: body.lines.map((line) => ({ ...line, lots: [] })) };
  const { total, rounding } = body;
  const digits = total.split('.')[1]?.length ?? 0;
  return {
    ...body,
    version: 3,
    lines: body.lines.map((line) => ({
      ...line,
      unit: '',
      unit_factor: '1',
      tax_treatment: 'standard',
      taxes: [],
      parts: [],
      lots: [],
    })),
    taxes: body.taxes.map((tax) => ({ ...tax, name: tax.code, treatment: 'standard' })),
    payable: new Decimal(total).plus(rounding).toFixed(digits),
    notes: [],
    points: null,
  };
}
