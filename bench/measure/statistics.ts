/** How fast a load was answered. Latencies in milliseconds. */
export interface Pace {
  per_second: number;
  p50: number;
  p95: number;
  p99: number;
  count: number;
}

/** The value below which `share` of the sorted numbers lie (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(numbers: readonly number[]): number {
  return percentile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );
}

export function paceOf(latencies: readonly number[], seconds: number): Pace {
  const sorted = [...latencies].sort((a, b) => a - b);
  return {
    per_second: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    count: sorted.length,
  };
}
