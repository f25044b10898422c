import type { BootTimes } from '../boot.js';
import type { StepTime } from '../checkouts.js';
import type { HistoryRun } from '../history/measure-history.js';
import type { ImportRun } from '../imports/measure-import.js';
import type { Measured } from '../measure/load.js';
import type { Memory } from '../measure/processes.js';
import type { StockRun } from './stock-section.js';
import type { QuoteRun } from '../quotes/measure-quotes.js';
import type { ReadRun } from '../reads/reads.js';

/** One client count: the checkout over HTTP and the floor below it. */
export interface CheckoutRun {
  http: Measured;
  floor: Measured;
}

/** All that one run of the benchmark measured. */
export interface Results {
  machine: string[];
  products: number;
  boots: BootTimes;
  checkouts: CheckoutRun[];
  /** One client alone, to see where the time of a single checkout goes. */
  alone: { http: Measured; steps: StepTime[] };
  reads: ReadRun[];
  quotes: QuoteRun;
  stock: StockRun;
  imported: ImportRun;
  memory: Memory | undefined;
  /** The last checkout load again, with this many movements in the table. */
  history: { movements: number; http: Measured };
  /** The stock as of past instants. */
  as_of: HistoryRun;
  /** Projections that differ from their truth, after each stage. */
  drift: { after: string; count: number }[];
}

export function ratioOf(ours: Measured, theirs: Measured): number {
  return ours.per_second / theirs.per_second;
}

/** By how many percent the checkout changed with the long history. */
export function historyChange({ checkouts, history }: Results): number {
  return (history.http.per_second / checkouts.at(-1)!.http.per_second - 1) * 100;
}
