interface Count {
  done: number;
  /** By the code of the refusal. */
  refused: Map<string, number>;
}

/** What was tried, how often it was done, refused, and what went wrong. */
export class Tally {
  readonly failures: string[] = [];
  private readonly counts = new Map<string, Count>();

  done(what: string): void {
    this.of(what).done += 1;
  }

  refused(what: string, code: string): void {
    const { refused } = this.of(what);
    refused.set(code, (refused.get(code) ?? 0) + 1);
  }

  failed(text: string): void {
    this.failures.push(text);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, { done }) => sum + done, 0);
  }

  /** A line for each kind of operation. */
  lines(): string[] {
    return [...this.counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, { done, refused }]) => {
        const why = [...refused].sort(([, a], [, b]) => b - a).map(([code, times]) => `${times} ${code}`);
        return `${what.padEnd(26)}${String(done).padStart(7)} done${why.length > 0 ? `, refused: ${why.join(', ')}` : ''}`;
      });
  }

  private of(what: string): Count {
    let count = this.counts.get(what);
    if (count === undefined) this.counts.set(what, (count = { done: 0, refused: new Map() }));
    return count;
  }
}
