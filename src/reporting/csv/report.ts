import type { Table } from './csv.js';

/** An answer that can also be read as one table. */
export abstract class Report {
  /** Without its ending, such as `sales-2026-11-01-2026-11-30`. */
  abstract fileName(): string;
  abstract table(): Table;
}
