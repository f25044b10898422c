export const VERDICTS = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What is wrong with one field of a row. */
export interface RowProblem {
  field: string;
  /** As it was received; null when the field was empty or absent. */
  value: unknown;
  code: string;
  message: string;
}
