import { currencyDigits } from '../../common/money/currency.js';
import { type Decimal } from '../../common/money/decimal.js';
import type { SellingPlace } from '../../locations/index.js';
import { taxTotals, type ReceiptKind, type TaxedLine } from '../domain/receipt-body.js';
import type { ReceiptDraft } from './receipt-book.js';

interface PrintedLine extends TaxedLine {
  line_number: number;
  sku: string;
  name: string;
  quantity: Decimal;
  unit_price: Decimal;
  discount_amount: Decimal;
  total_amount: Decimal;
}

interface PrintedDocument {
  kind: ReceiptKind;
  sale_id: string | null;
  return_id: string | null;
  /** Number of the receipt that this one takes back. */
  reference: string | null;
  occurred_at: Date;
  business_date: string;
  customer_id: string | null;
  cashier_id: string;
  subtotal: Decimal;
  tax_amount: Decimal;
  total_amount: Decimal;
  rounding_amount: Decimal;
  change_amount: Decimal;
}

export interface PrintedTender {
  payment_method: string;
  amount: Decimal;
  reference_number: string | null;
}

/** What the receipt of a sale, a return or a void says. Returns and voids are printed negative. */
export function receiptDraft(
  place: SellingPlace,
  document: PrintedDocument,
  lines: readonly PrintedLine[],
  tenders: readonly PrintedTender[],
  issuedAt: Date,
): ReceiptDraft {
  const digits = currencyDigits(place.currency);
  const sign = document.kind === 'sale' ? 1 : -1;
  const money = (amount: Decimal): string => amount.times(sign).plus(0).toFixed(digits);
  // A unit price may have more digits than the currency (0.0125 a sheet): never fewer than it.
  const price = (amount: Decimal): string => amount.toFixed(Math.max(digits, amount.decimalPlaces()));
  return {
    kind: document.kind,
    sale_id: document.sale_id,
    return_id: document.return_id,
    reference: document.reference,
    shop: {
      location: place.location_code,
      register: place.register_code,
      name: place.location_name,
      address: place.address,
      tax_number: place.tax_number,
    },
    header: place.receipt_header,
    footer: place.receipt_footer,
    currency: place.currency,
    issued_at: issuedAt.toISOString(),
    occurred_at: document.occurred_at.toISOString(),
    business_date: document.business_date,
    time_zone: place.time_zone,
    customer_id: document.customer_id,
    cashier_id: document.cashier_id,
    lines: lines.map((line) => ({
      line: line.line_number,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity.times(sign).toFixed(),
      unit_price: price(line.unit_price),
      discount: money(line.discount_amount),
      net: money(line.net_amount),
      tax_code: line.tax_code,
      tax_rate: line.tax_rate.toFixed(),
      tax: money(line.tax_amount),
      total: money(line.total_amount),
    })),
    taxes: taxTotals(lines).map(({ code, rate, net, tax }) => ({
      code,
      rate: rate.toFixed(),
      net: money(net),
      tax: money(tax),
    })),
    subtotal: money(document.subtotal),
    tax: money(document.tax_amount),
    total: money(document.total_amount),
    rounding: money(document.rounding_amount),
    tenders: tenders.map(({ payment_method, amount, reference_number }) => ({
      method: payment_method,
      amount: money(amount),
      reference: reference_number,
    })),
    change: document.change_amount.toFixed(digits),
  };
}
