import type { ReceiptBody, ReceiptLine } from './receipt-body.js';
import { lotText, pointsRows, quantityText, totalRows } from './receipt-rows.js';
import { shopTime } from './receipt-text.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

function row(cells: string[], tag = 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
}

/** A bundle is followed by what it holds, goods of batches and units with serial numbers by these. */
function nameOf({ name, parts, lots }: ReceiptLine): string {
  const held = parts.map((part) => `${part.quantity} ${part.name}`).join(', ');
  const texts = [held, ...lots.map(lotText)].filter((text) => text !== '');
  return texts.length === 0 ? name : `${name} (${texts.join('; ')})`;
}

const STYLE =
  'body{font:14px/1.4 system-ui,sans-serif;max-width:40em;margin:2em auto}table{width:100%;border-collapse:collapse}' +
  'td,th{padding:.2em .4em;text-align:right}td:first-child,th:first-child{text-align:left}tfoot{border-top:1px solid}' +
  'code{font-size:11px;word-break:break-all}';

/** A receipt as a self-contained page: no script, nothing fetched. */
export function receiptHtml(body: ReceiptBody, hash: string): string {
  const title = `${body.kind === 'sale' ? 'Receipt' : body.kind === 'return' ? 'Return' : 'Void'} ${body.number}`;
  const head = [
    body.header,
    body.shop.name,
    body.shop.address,
    body.shop.tax_number && `Tax no. ${body.shop.tax_number}`,
  ];
  const lines = body.lines.map((line) =>
    row([nameOf(line), quantityText(line), line.unit_price, line.discount, line.total]),
  );
  const foot = [...totalRows(body), ...pointsRows(body)].map(
    ([label, amount]) => `<tr><td colspan="4">${escapeHtml(label)}</td><td>${escapeHtml(amount)}</td></tr>`,
  );
  const notes = [...body.notes, body.footer ?? ''].filter((text) => text !== '');
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><header>${head
      .filter(Boolean)
      .map((text) => `<div>${escapeHtml(text!)}</div>`)
      .join('')}</header>`,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(shopTime(body.occurred_at, body.time_zone))}${
      body.reference === null ? '' : ` for ${escapeHtml(body.reference)}`
    }</p>`,
    `<table><thead>${row(['Item', 'Quantity', 'Price', 'Discount', 'Total'], 'th')}</thead>`,
    `<tbody>${lines.join('')}</tbody><tfoot>${foot.join('')}</tfoot></table>`,
    ...notes.map((text) => `<p>${escapeHtml(text)}</p>`),
    `<p><code>${hash}</code></p></body></html>`,
  ].join('\n');
}
