import { ratioToOneLayer } from './stock-section.js';
import { historyChange, ratioOf, type Results } from './results.js';

export interface Verdict {
  figure: string;
  wanted: string;
  measured: string;
  is_reached: boolean;
}

function atLeast(figure: string, wanted: number, measured: number, digits = 2): Verdict {
  const is_reached = measured >= wanted;
  return { figure, wanted: `≥ ${wanted}`, measured: measured.toFixed(digits), is_reached };
}

function atMost(figure: string, wanted: number, measured: number): Verdict {
  const is_reached = measured <= wanted;
  return { figure, wanted: `≤ ${wanted} ×`, measured: `${measured.toFixed(1)} ×`, is_reached };
}

function below(figure: string, unit: string, wanted: number, measured: number | undefined): Verdict {
  const is_reached = measured !== undefined && measured < wanted;
  const text = measured === undefined ? 'unknown here' : `${Math.round(measured)} ${unit}`;
  return { figure, wanted: `< ${wanted} ${unit}`, measured: text, is_reached };
}

/** Each wanted figure beside what was measured. */
export function verdictsOf(results: Results): Verdict[] {
  const { checkouts, reads, quotes, stock, imported, memory, boots } = results;
  const busiest = checkouts.at(-1)!.http;
  const change = historyChange(results);
  return [
    ...checkouts.map(({ http, floor }) =>
      atLeast(`checkout, share of its floor, ${http.clients} clients`, 0.5, ratioOf(http, floor)),
    ),
    atLeast(`checkouts a second, ${busiest.clients} clients`, 400, busiest.per_second, 0),
    ...reads.map(({ name, clients, server, bare }) =>
      atLeast(
        `${name}, share of the bare handler, ${clients} clients`,
        name === 'product by id' ? 0.4 : 0.5,
        ratioOf(server, bare),
      ),
    ),
    {
      figure: 'statements of a quote of 50 lines with 1,000 promotions',
      wanted: '≤ 3',
      measured: String(quotes.statements),
      is_reached: quotes.statements <= 3,
    },
    {
      figure: `statements of a delivery of ${stock.receipt.lines} lines`,
      wanted: `${stock.receipt.statements_of_few}, as of ${stock.receipt.few}`,
      measured: String(stock.receipt.statements),
      is_reached: stock.receipt.statements === stock.receipt.statements_of_few,
    },
    atMost(
      'issue of a unit from 1,000 open layers, of one from 1',
      5,
      ratioToOneLayer(stock.issues, stock.issues[1]!),
    ),
    below(
      `import of ${imported.rows.toLocaleString('en')} products`,
      's',
      120,
      (imported.upload_ms + imported.job_ms) / 1000,
    ),
    {
      figure: 'stock as of a past instant, answers that differ without snapshots',
      wanted: '0',
      measured: String(results.as_of.differing),
      is_reached: results.as_of.differing === 0,
    },
    below('memory of the server, highest', 'MB', 250, memory?.highest_mb),
    below('warm boot, embedded PostgreSQL', 'ms', 2500, boots.warm_embedded),
    below('warm boot, external PostgreSQL', 'ms', 2500, boots.external),
    {
      figure: `checkout with ${results.history.movements.toLocaleString('en')} movements`,
      wanted: 'within 15 %',
      measured: `${change >= 0 ? '+' : ''}${change.toFixed(1)} %`,
      is_reached: change >= -15,
    },
  ];
}
