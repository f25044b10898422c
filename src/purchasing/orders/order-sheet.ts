import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { currencyDigits } from '../../common/money/currency.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { DocumentHeader } from '../../documents/index.js';
import type { Letterhead } from '../../locations/index.js';
import type { PurchaseSupplier } from '../../partners/index.js';
import type { PurchaseOrderLine } from './purchase-order-line.entity.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

export interface OrderSheet {
  document: DocumentHeader;
  order: PurchaseOrder;
  lines: readonly PurchaseOrderLine[];
  supplier: PurchaseSupplier;
  place: Letterhead;
}

// The fonts that are part of PDF itself know Western letters only.
const fonts = createRequire(import.meta.url);
const PLAIN = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const BOLD = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

type Pdf = InstanceType<typeof PDFDocument>;
type Align = 'left' | 'right';

interface Column {
  title: string;
  x: number;
  width: number;
  align: Align;
  text: (line: PurchaseOrderLine, digits: number) => string;
}

const MARGIN = 50;
const WIDTH = 495;
const BOTTOM = 760;
const [INK, FAINT, RULE] = ['#1f2933', '#6b7785', '#c9d1d9'];

/** Amounts with thin groups of three: 1 234.50. */
function amount(value: Decimal, digits: number): string {
  const [whole, fraction] = value.toFixed(digits).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Prices keep their third and fourth decimal where they have one. */
function price(value: Decimal, digits: number): string {
  return amount(value, Math.max(digits, value.decimalPlaces()));
}

const COLUMNS: readonly Column[] = [
  { title: '#', x: 0, width: 22, align: 'left', text: (line) => String(line.line_number) },
  { title: 'Your code', x: 22, width: 68, align: 'left', text: (line) => line.supplier_code ?? '' },
  { title: 'Article', x: 92, width: 168, align: 'left', text: (line) => `${line.name}\n${line.sku}` },
  { title: 'Quantity', x: 262, width: 68, align: 'right', text: (line) => quantity(line) },
  {
    title: 'Price',
    x: 332,
    width: 58,
    align: 'right',
    text: (line, digits) => price(line.unit_price, digits),
  },
  { title: 'Disc. %', x: 392, width: 40, align: 'right', text: (line) => discount(line) },
  {
    title: 'Net',
    x: 434,
    width: 61,
    align: 'right',
    text: (line, digits) => amount(line.net_amount, digits),
  },
];

function quantity(line: PurchaseOrderLine): string {
  const packed = line.unit_factor.eq(1) ? '' : `\n(${line.unit_factor.toFixed()} each)`;
  return `${line.quantity.toFixed()} ${line.unit_code}${packed}`;
}

function discount(line: PurchaseOrderLine): string {
  return line.discount_percent.isZero() ? '' : line.discount_percent.toFixed();
}

function rule(pdf: Pdf, y: number): void {
  pdf
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
}

/** A small heading with lines below it. */
function block(pdf: Pdf, at: { x: number; y: number; width: number }, title: string, text: string[]): void {
  pdf.font(PLAIN).fontSize(8).fillColor(FAINT).text(title.toUpperCase(), at.x, at.y, at);
  const shown = text.filter((each) => each !== '').join('\n');
  pdf
    .fontSize(9)
    .fillColor(INK)
    .text(shown, at.x, at.y + 13, { width: at.width, lineGap: 2 });
}

function drawHead(pdf: Pdf, { document, order, supplier, place }: OrderSheet): void {
  pdf.font(BOLD).fontSize(20).fillColor(INK).text('Purchase order', MARGIN, MARGIN);
  pdf
    .font(BOLD)
    .fontSize(12)
    .text(document.number ?? '', MARGIN, MARGIN + 4, {
      width: WIDTH,
      align: 'right',
    });
  if (order.is_urgent) {
    pdf
      .fontSize(9)
      .fillColor('#b42318')
      .text('URGENT', MARGIN, MARGIN + 20, { width: WIDTH, align: 'right' });
  }
  rule(pdf, 88);
  const third = WIDTH / 3 - 10;
  const contact = [place.address, place.phone, place.email].map((each) => each ?? '');
  block(pdf, { x: MARGIN, y: 100, width: third }, 'To', [
    supplier.name,
    supplier.address ?? '',
    supplier.city ?? '',
    supplier.vat_number === null ? '' : `VAT ${supplier.vat_number}`,
  ]);
  block(pdf, { x: MARGIN + WIDTH / 3, y: 100, width: third }, 'Deliver to', [place.name, ...contact]);
  block(pdf, { x: MARGIN + (2 * WIDTH) / 3, y: 100, width: third }, 'Order', [
    `Ordered ${document.business_date}`,
    `Expected ${order.expected_delivery_date}`,
    order.supplier_reference === null ? '' : `Your reference ${order.supplier_reference}`,
  ]);
}

function drawTitles(pdf: Pdf, y: number): number {
  pdf.font(BOLD).fontSize(8).fillColor(FAINT);
  for (const { title, x, width, align } of COLUMNS) {
    pdf.text(title, MARGIN + x, y, { width, align, lineBreak: false });
  }
  rule(pdf, y + 13);
  return y + 19;
}

function drawLines(pdf: Pdf, lines: readonly PurchaseOrderLine[], digits: number, top: number): number {
  let y = drawTitles(pdf, top);
  for (const line of lines) {
    pdf.font(PLAIN).fontSize(8).fillColor(INK);
    const texts = COLUMNS.map((column) => column.text(line, digits));
    const heights = COLUMNS.map(({ width }, at) => pdf.heightOfString(texts[at]!, { width }));
    const height = Math.max(...heights) + 7;
    if (y + height > BOTTOM) {
      pdf.addPage();
      y = drawTitles(pdf, MARGIN);
      pdf.font(PLAIN).fontSize(8).fillColor(INK);
    }
    COLUMNS.forEach(({ x, width, align }, at) => pdf.text(texts[at]!, MARGIN + x, y, { width, align }));
    y += height;
  }
  rule(pdf, y);
  return y + 10;
}

function drawTotals(pdf: Pdf, { document, order }: OrderSheet, digits: number, top: number): number {
  const rows: [string, Decimal][] = [
    ['Net', order.subtotal],
    ['Tax', order.tax_total],
    ['Total', order.total],
  ];
  let y = top + rows.length * 18 > BOTTOM ? startPage(pdf) : top;
  for (const [title, value] of rows) {
    pdf
      .font(title === 'Total' ? BOLD : PLAIN)
      .fontSize(9)
      .fillColor(INK);
    pdf.text(title, MARGIN + 300, y, { width: 90, align: 'right', lineBreak: false });
    pdf.text(`${amount(value, digits)} ${document.currency}`, MARGIN + 390, y, {
      width: 105,
      align: 'right',
    });
    y += 18;
  }
  return y;
}

function startPage(pdf: Pdf): number {
  pdf.addPage();
  return MARGIN;
}

function drawNotes(pdf: Pdf, { document, order }: OrderSheet, top: number): void {
  const terms = order.prices_include_tax ? 'Prices include tax.' : 'Prices are without tax.';
  const text = [terms, document.notes ?? ''].filter((each) => each !== '').join('\n\n');
  const y = top + pdf.heightOfString(text, { width: WIDTH }) + 20 > BOTTOM ? startPage(pdf) : top + 14;
  pdf.font(PLAIN).fontSize(9).fillColor(FAINT).text(text, MARGIN, y, { width: WIDTH, lineGap: 2 });
}

function drawFeet(pdf: Pdf, { document, place }: OrderSheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin, where text would start a page of its own.
    pdf.page.margins.bottom = 0;
    const text = `${document.number ?? ''} · ${place.name} · page ${page + 1} of ${count}`;
    pdf.font(PLAIN).fontSize(8).fillColor(FAINT);
    pdf.text(text, MARGIN, 800, { width: WIDTH, align: 'center', lineBreak: false });
  }
}

/** Draws an order for its supplier: A4, as many pages as its lines need. */
export function drawOrder(sheet: OrderSheet): Promise<Buffer> {
  const { document, order } = sheet;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: `Purchase order ${document.number ?? ''}`, Author: sheet.place.name },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  const digits = currencyDigits(document.currency);
  drawHead(pdf, sheet);
  const afterLines = drawLines(pdf, sheet.lines, digits, 195);
  drawNotes(pdf, sheet, drawTotals(pdf, { ...sheet, order }, digits, afterLines));
  drawFeet(pdf, sheet);
  pdf.end();
  return done;
}
