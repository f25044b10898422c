import type { Barcode } from '../domain/barcode.js';
import type { LifecycleStatus } from '../domain/lifecycle.js';
import type { RowProblem, Verdict } from './domain/verdict.js';
import type { StagedRow } from './import-store.js';

/** What will be done for a row. */
export interface RowPlan {
  row: StagedRow;
  verdict: Verdict;
  problems: RowProblem[];
  /** The product's row as it shall be, as JSON; absent when nothing is written. */
  product?: Record<string, unknown> & { id: string };
  /** The product's row as it is; absent for a new one. */
  before?: Record<string, unknown>;
  /** All its barcodes, when they change. */
  barcodes?: Barcode[];
  lifecycle?: { from: LifecycleStatus; to: LifecycleStatus };
  /** Names of what has to be made first; its id then goes into the product. */
  category_path?: string;
  brand_name?: string;
}

export function rejection(row: StagedRow, problems: RowProblem[]): RowPlan {
  return { row, verdict: 'rejected', problems };
}
