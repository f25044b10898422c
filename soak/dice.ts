/** Chance that can be repeated (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** From 0 up to, but not, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`. */
  from(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  isBelow(chance: number): boolean {
    return this.next() < chance;
  }

  /** One of them; undefined when there is none. */
  of<T>(things: readonly T[]): T | undefined {
    return things[Math.floor(this.next() * things.length)];
  }

  /** One of them, of which there is at least one. */
  oneOf<T>(things: readonly T[]): T {
    return this.of(things)!;
  }

  /** Takes one of them out, so that nobody else finds it. */
  draw<T>(things: T[]): T | undefined {
    return things.splice(Math.floor(this.next() * things.length), 1)[0];
  }
}
