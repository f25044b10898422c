/** One place where a projection differs from the truth. */
export class DriftResponse {
  /** Ids of what is wrong. */
  subject: unknown;
  /** What the truth says. */
  expected: unknown;
  /** What is stored. */
  found: unknown;
}

export class CheckResponse {
  /** @example stock_levels */
  name: string;
  /** What must hold. */
  promise: string;
  /** @example 0 */
  drift_count: number;
  /** The first hundred. */
  drift: DriftResponse[];
}

/** The books, recomputed from the truth. */
export class IntegrityResponse {
  /** @example true */
  is_clean: boolean;
  /** @example 0 */
  drift_count: number;
  /** @example 42 */
  duration_ms: number;
  checks: CheckResponse[];
}
