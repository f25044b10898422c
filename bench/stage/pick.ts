/** One of them, at random. */
export function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)]!;
}

/** Some different ones, at random. */
export function pickSome<T>(from: readonly T[], count: number): T[] {
  const picked = new Set<T>();
  while (picked.size < count) picked.add(pick(from));
  return [...picked];
}
