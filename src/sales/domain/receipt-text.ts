import type { ReceiptBody, ReceiptLine } from './receipt-body.js';
import { isZero, lotText, pointsRows, quantityText, totalRows, type ReceiptRow } from './receipt-rows.js';

const WIDTH = 42;
const TITLES = { sale: 'RECEIPT', return: 'RETURN', void: 'VOID' } as const;

function columns(left: string, right: string): string {
  const room = WIDTH - right.length - 1;
  return `${left.slice(0, room).padEnd(room)} ${right}`;
}

function asColumns([label, amount]: ReceiptRow): string {
  return columns(label, amount);
}

function centred(text: string): string {
  return `${' '.repeat(Math.max(0, Math.floor((WIDTH - text.length) / 2)))}${text}`;
}

function lineText(line: ReceiptLine): string[] {
  const parts = line.parts.map((part) => `    ${part.quantity} ${part.name}`.slice(0, WIDTH));
  const discount = isZero(line.discount) ? [] : [`  discount ${line.discount}`];
  const lots = line.lots.map((lot) => `    ${lotText(lot)}`.slice(0, WIDTH));
  return [
    line.name.slice(0, WIDTH),
    ...parts,
    ...lots,
    columns(`  ${quantityText(line)} x ${line.unit_price}`, line.total),
    ...discount,
  ];
}

/** The instant on the shop's own clock: `2010-12-01 08:26`. */
export function shopTime(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** A receipt as a 42-column printer prints it. */
export function receiptText(body: ReceiptBody, hash: string): string {
  const rule = '-'.repeat(WIDTH);
  const head = [body.header, body.shop.name, body.shop.address].filter((each): each is string =>
    Boolean(each),
  );
  return [
    ...head.flatMap((text) => text.split('\n')).map(centred),
    ...(body.shop.tax_number === null ? [] : [centred(`Tax no. ${body.shop.tax_number}`)]),
    centred(`${TITLES[body.kind]} ${body.number}`),
    centred(shopTime(body.occurred_at, body.time_zone)),
    ...(body.reference === null ? [] : [centred(`for ${body.reference}`)]),
    rule,
    ...body.lines.flatMap(lineText),
    rule,
    ...totalRows(body).map(asColumns),
    ...pointsRows(body).map(asColumns),
    ...body.notes,
    rule,
    ...(body.footer ?? '').split('\n').filter(Boolean).map(centred),
    `${hash.slice(0, 32)}`,
    `${hash.slice(32)}`,
    '',
  ].join('\n');
}
