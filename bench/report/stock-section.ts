import type { IssueRun } from '../stock/measure-issues.js';
import type { ReceiptRun } from '../stock/measure-receipt.js';
import { table } from './tables.js';

export interface StockRun {
  receipt: ReceiptRun;
  issues: IssueRun[];
}

/** How many times as long as from one layer. */
export function ratioToOneLayer(issues: readonly IssueRun[], { median_ms }: IssueRun): number {
  return median_ms / issues[0]!.median_ms;
}

/** The section of RESULTS.md about goods that come in and leave. */
export function stockSection({ receipt, issues }: StockRun): string {
  const rows = issues.map((run) => [
    run.name,
    String(run.units),
    run.median_ms,
    `${ratioToOneLayer(issues, run).toFixed(1)} ×`,
  ]);
  return `## Stock in and out

A delivery of ${receipt.lines} lines, drafted and completed in one call: ${receipt.statements} statements (${receipt.statements_of_few} for ${receipt.few} lines), ${receipt.median_ms.toFixed(0)} ms; bare
SQL that writes the same rows takes ${receipt.floor_ms.toFixed(0)} ms without its commit (${(receipt.floor_ms / receipt.median_ms).toFixed(2)} of it).

An issue of one line in PostgreSQL alone, by what is open of the product:

${table(['from', 'units', 'median ms', 'of 1 layer'], rows)}`;
}
