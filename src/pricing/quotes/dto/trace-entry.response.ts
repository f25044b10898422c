import type { PricingRule, TraceEntry } from '../../domain/trace.types.js';

/** A rule that was considered, and what became of it. */
export class TraceEntryResponse {
  /** @example product_discount */
  rule: PricingRule;
  /** Id of the discount or customer. */
  source_id: string | null;
  /** @example Autumn jam */
  name: string | null;
  /** @example rejected */
  outcome: 'applied' | 'rejected';
  /**
   * Why it lost, or how it came to its amount.
   * @example a better discount won
   */
  reason: string | null;
  /**
   * The price it set, or the amount it took off or added.
   * @example 0.4
   */
  amount: number | null;

  static from(entry: TraceEntry): TraceEntryResponse {
    const { rule, source_id = null, name = null, outcome, reason = null, amount } = entry;
    return { rule, source_id, name, outcome, reason, amount: amount === undefined ? null : Number(amount) };
  }
}
