import type { Measured } from '../measure/load.js';
import { ratioOf, type CheckoutRun } from './results.js';
import type { QuoteRun } from '../quotes/measure-quotes.js';
import type { ReadRun } from '../reads/reads.js';

type Cell = string | number | undefined;

function cell(value: Cell): string {
  if (value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '–';
  if (typeof value === 'string') return value;
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map((row) => line(row.map(cell)))].join('\n');
}

const PACE = ['requests/s', 'p50 ms', 'p95 ms', 'p99 ms'];

function pace({ per_second, p50, p95, p99 }: Measured): Cell[] {
  return [per_second, p50, p95, p99];
}

export function checkoutTable(runs: readonly CheckoutRun[]): string {
  const head = ['', 'clients', ...PACE, 'of the floor', 'CPU ms node', 'CPU ms PostgreSQL', 'CPU ms driver'];
  return table(
    head,
    runs.flatMap(({ http, floor }) => [
      ['HTTP', String(http.clients), ...pace(http), ratioOf(http, floor), ...cpu(http)],
      ['floor', String(floor.clients), ...pace(floor), '', ...cpu(floor)],
    ]),
  );
}

export function cpu({ cpu_ms }: Measured): Cell[] {
  return ['node', 'postgres', 'driver'].map((name) => cpu_ms[name]);
}

export function readTable(runs: readonly ReadRun[]): string {
  const head = ['', 'clients', ...PACE, 'of bare', 'CPU ms node'];
  return table(
    head,
    runs.flatMap(({ name, clients, server, bare }) => [
      [name, String(clients), ...pace(server), ratioOf(server, bare), server.cpu_ms['node']],
      [`${name}, bare`, String(clients), ...pace(bare), '', bare.cpu_ms['node']],
    ]),
  );
}

export function quoteTable({ server, floor }: QuoteRun): string {
  return table(
    ['', 'clients', ...PACE, 'of the floor', 'CPU ms node'],
    [
      ['quote', String(server.clients), ...pace(server), ratioOf(server, floor), server.cpu_ms['node']],
      ['floor', String(floor.clients), ...pace(floor), '', undefined],
    ],
  );
}
