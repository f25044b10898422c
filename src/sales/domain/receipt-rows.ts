import type { ReceiptBody, ReceiptLine, ReceiptLot, ReceiptTax } from './receipt-body.js';

/** A label and its amount. */
export type ReceiptRow = readonly [label: string, amount: string];

export function isZero(amount: string): boolean {
  return Number(amount) === 0;
}

/** `3 box` */
export function quantityText({ quantity, unit }: ReceiptLine): string {
  return unit === '' ? quantity : `${quantity} ${unit}`;
}

/** `Serial no. SN-1001` or `2 of batch L2411, best before 2027-03-31` */
export function lotText({ batch, expires, serial, quantity }: ReceiptLot): string {
  const ofBatch = batch === null ? [] : [`${serial === null ? `${quantity} of ` : ''}batch ${batch}`];
  const parts = [
    ...(serial === null ? [] : [`Serial no. ${serial}`]),
    ...ofBatch,
    ...(expires === null ? [] : [`best before ${expires}`]),
  ];
  return parts.join(', ');
}

const TREATMENTS: Readonly<Record<string, string>> = {
  exempt: 'Exempt from tax',
  reverse_charge: 'Reverse charge',
};

function taxRow({ name, rate, net, tax, treatment }: ReceiptTax): ReceiptRow[] {
  const untaxed = TREATMENTS[treatment];
  if (untaxed !== undefined) return [[`${untaxed}, of ${net}`, tax]];
  return isZero(rate) ? [] : [[`Tax ${name ?? ''} ${rate} % of ${net}`, tax]];
}

/** From the net to the change, as every printed form shows it: cash rounding is a row of its own, after the total. */
export function totalRows(body: ReceiptBody): ReceiptRow[] {
  const isRounded = !isZero(body.rounding);
  const rounded: ReceiptRow[] = [
    ['Cash rounding', body.rounding],
    [`TO PAY ${body.currency}`, body.payable],
  ];
  return [
    ['Net', body.subtotal],
    ...body.taxes.flatMap(taxRow),
    [`TOTAL ${body.currency}`, body.total],
    ...(isRounded ? rounded : []),
    ...body.tenders.map((tender): ReceiptRow => [tender.method.replaceAll('_', ' '), tender.amount]),
    ...(isZero(body.change) ? [] : [['Change', body.change] as const]),
  ];
}

/** What a member reads of their points. */
export function pointsRows({ points }: ReceiptBody): ReceiptRow[] {
  if (points === null) return [];
  return [
    ...(points.redeemed === 0 ? [] : [['Points paid with', String(points.redeemed)] as const]),
    ['Points earned', String(points.earned)],
    ['Points balance', String(points.balance)],
  ];
}
