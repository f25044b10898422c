/** Repeatable chance: the same seed throws the same numbers (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** 0 to 1, without 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** From `least` to `most`, with at most so many decimals. */
  number(least: number, most: number, decimals = 0): number {
    const scale = 10 ** decimals;
    return Math.round((least + this.next() * (most - least)) * scale) / scale;
  }

  isLucky(chance: number): boolean {
    return this.next() < chance;
  }

  of<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)]!;
  }

  /** Something once in a while. */
  sometimes<T>(chance: number, make: () => T): T | undefined {
    return this.isLucky(chance) ? make() : undefined;
  }
}
