import type { HistoryRun } from '../history/measure-history.js';
import { table } from './tables.js';

const PARTITION = /-> .* on stock_movements_\w+ /;

const LONGEST_LINE = 160;

/** The same scan of one partition after another is told twice, then with how many more there are; conditions are cut. */
function shortened(plan: readonly string[]): string[] {
  const lines: string[] = [];
  let told = 0;
  let depth = -1;
  for (const line of plan) {
    const indent = line.search(/\S/);
    // What stands below the scan of a partition belongs to it.
    if (told === 0 || indent <= depth) {
      if (told > 2 && !PARTITION.test(line)) lines.push(`… ${told - 2} more partitions`);
      told = PARTITION.test(line) ? told + 1 : 0;
      depth = told > 0 ? indent : -1;
    }
    if (told <= 2) lines.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
  }
  return lines;
}

/** The section of RESULTS.md about the stock as of past instants. */
export function historySection(run: HistoryRun): string {
  const rows = run.reads.map(({ name, with_ms, without_ms }) => [
    name,
    with_ms,
    without_ms,
    `${(without_ms / with_ms).toFixed(1)} ×`,
  ]);
  return `## Stock as of a past instant

${run.movements.toLocaleString('en')} movements of ${run.products.toLocaleString('en')} products over ${run.months} months, one partition each (loaded in ${(run.load_ms / 1000).toFixed(0)} s; ${run.snapshots} month-end
snapshots taken in ${(run.snapshots_ms / 1000).toFixed(0)} s). Median of reads as of a random instant, by what is known now, one in fifty movements recorded late:

${table(['', 'ms with snapshots', 'ms without', 'gain'], rows)}

${run.differing === 0 ? 'Every answer was the same with and without snapshots.' : `**${run.differing} answers differed.**`} The plan of one product, with its snapshot:

\`\`\`
${shortened(run.plan).join('\n')}
\`\`\``;
}
