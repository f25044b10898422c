import { cpus } from 'node:os';
import { historySection } from './history-section.js';
import { stockSection } from './stock-section.js';
import { historyChange, type Results } from './results.js';
import { checkoutTable, cpu, quoteTable, readTable, table } from './tables.js';
import { verdictsOf } from './verdicts.js';

function whereTimeGoes({ alone, checkouts }: Results): string {
  const statements = alone.steps.reduce((sum, { median_ms }) => sum + median_ms, 0);
  const { http } = checkouts.at(-1)!;
  const used = cpu(http).reduce<number>((sum, ms) => sum + (typeof ms === 'number' ? ms : 0), 0);
  const available = (1000 * cpus().length) / http.per_second;
  const rows = alone.steps.map(({ title, median_ms }, index) => [`${index + 1}. ${title}`, median_ms]);
  return [
    `One client alone: a checkout takes ${alone.http.p50.toFixed(2)} ms over HTTP, of which its ${alone.steps.length} ` +
      `round trips take ${statements.toFixed(2)} ms through a bare pool; the rest is HTTP and the server's own code.`,
    '',
    table(['statement', 'median ms'], rows),
    '',
    `At ${http.clients} clients the machine has ${available.toFixed(2)} ms of CPU for each checkout; the server, PostgreSQL ` +
      `and the load driver use ${used.toFixed(2)} ms of it (table above). The rest is waiting: for the disk at commit, and for ` +
      'locks on number series and stock.',
  ].join('\n');
}

/** The page that RESULTS.md holds. */
export function reportOf(results: Results): string {
  const { machine, products, boots, memory, history, drift, checkouts } = results;
  const verdicts = verdictsOf(results);
  const verdictRows = verdicts.map((each) => [
    each.figure,
    each.wanted,
    each.measured,
    each.is_reached ? 'yes' : '**no**',
  ]);
  const megabytes = (value: number | undefined): string =>
    value === undefined ? '–' : `${Math.round(value)} MB`;
  return `# Benchmark

Made by \`npm run bench\`. Ratios and CPU figures travel better between machines than requests a second.

${machine.join('\n')}

## Wanted and measured

${table(['figure', 'wanted', 'measured', 'reached'], verdictRows)}

## Checkout

Three random products of ${products.toLocaleString('en')}, a customer, one card payment, on one of 32 registers, each client a cashier of its
own; over HTTP with everything on: authentication, pricing, tax, FIFO, journal, receipt chain, events, audit, idempotency.
Its floor: the statements of one such checkout, recorded from the server's own code and replayed for other rows through a bare
\`pg\` pool with as many connections as clients.

${checkoutTable(checkouts)}

With ${history.movements.toLocaleString('en')} movements in the table: ${history.http.per_second.toFixed(0)}/s at ${history.http.clients} clients (${historyChange(results).toFixed(1)} %), p95 ${history.http.p95.toFixed(1)} ms,
CPU ${cpu(history.http)
    .map((ms) => (typeof ms === 'number' ? ms.toFixed(2) : '–'))
    .join(' / ')} ms (node / PostgreSQL / driver).

## Where the time of a checkout goes

${whereTimeGoes(results)}

## Reads

A random product, and a page of 20 from a random place in the list, against a bare Fastify handler with one prepared statement
on a \`pg\` pool of the same size, which knows no authentication, validation or log.

${readTable(results.reads)}

## Quotes

A cart of 50 random lines, 12 of each, for a customer of a group, while 1,000 promotions are active beside group and step prices:
${results.quotes.statements} statements, ${results.quotes.rules.toLocaleString('en')} rules weighed and told. Its floor: the same statements through a bare pool.

${quoteTable(results.quotes)}

${historySection(results.as_of)}

${stockSection(results.stock)}

## Imports

A CSV file of ${results.imported.rows.toLocaleString('en')} new products with category, brand and barcode: ${(results.imported.upload_ms / 1000).toFixed(1)} s to take it in,
${(results.imported.job_ms / 1000).toFixed(1)} s for the job, ${megabytes(results.imported.memory_mb)} of memory at the highest.

## Start and memory

${table(
  ['', ''],
  [
    ['boot, empty folder, embedded PostgreSQL', `${Math.round(boots.cold_embedded)} ms`],
    ['boot, warm, embedded PostgreSQL', `${Math.round(boots.warm_embedded)} ms`],
    ['boot, external PostgreSQL', `${Math.round(boots.external)} ms`],
    ['memory of the server after its start', megabytes(boots.idle_memory_mb)],
    ['memory after all loads', megabytes(memory?.now_mb)],
    ['highest memory', megabytes(memory?.highest_mb)],
  ],
)}

## Integrity

Every projection recomputed from its truth: ${drift.map(({ after, count }) => `${count} drifts after ${after}`).join(', ')}.
`;
}
