import { currencyDigits } from '../../common/money/currency.js';
import { type Decimal } from '../../common/money/decimal.js';
import type { SellingPlace } from '../../locations/index.js';
import type { ReceiptKind, ReceiptPoints } from '../domain/receipt-body.js';
import { taxNotes, taxTotals } from '../domain/receipt-taxes.js';
import type { ReceiptDraft } from './receipt-book.js';
import { ReceiptPrinter, type PrintedLine } from './receipt-printer.js';

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
  points?: ReceiptPoints | null;
}

export interface PrintedTender {
  payment_method: string;
  amount: Decimal;
  reference_number: string | null;
}

/** What the receipt of a sale, a return or a void says. */
export function receiptDraft(
  place: SellingPlace,
  document: PrintedDocument,
  lines: readonly PrintedLine[],
  tenders: readonly PrintedTender[],
  issuedAt: Date,
): ReceiptDraft {
  const digits = currencyDigits(place.currency);
  const print = new ReceiptPrinter(digits, document.kind === 'sale' ? 1 : -1);
  return {
    ...placeOf(place),
    kind: document.kind,
    sale_id: document.sale_id,
    return_id: document.return_id,
    reference: document.reference,
    issued_at: issuedAt.toISOString(),
    occurred_at: document.occurred_at.toISOString(),
    business_date: document.business_date,
    customer_id: document.customer_id,
    cashier_id: document.cashier_id,
    lines: lines.map((line) => print.line(line)),
    taxes: taxTotals(lines).map((total) => ({
      ...{ code: total.code, name: total.name, rate: total.rate.toFixed(), treatment: total.treatment },
      ...{ net: print.money(total.net), tax: print.money(total.tax) },
    })),
    notes: taxNotes(lines),
    subtotal: print.money(document.subtotal),
    tax: print.money(document.tax_amount),
    total: print.money(document.total_amount),
    rounding: print.money(document.rounding_amount),
    payable: print.money(document.total_amount.plus(document.rounding_amount)),
    tenders: tenders.map(({ payment_method, amount, reference_number }) => ({
      method: payment_method,
      amount: print.money(amount),
      reference: reference_number,
    })),
    change: document.change_amount.toFixed(digits),
    points: document.points ?? null,
  };
}

function placeOf(
  place: SellingPlace,
): Pick<ReceiptDraft, 'shop' | 'header' | 'footer' | 'currency' | 'time_zone'> {
  return {
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
    time_zone: place.time_zone,
  };
}
