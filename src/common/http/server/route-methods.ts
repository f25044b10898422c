/** Which methods each address answers, to tell "no such route" from "not with this method". */
export class RouteMethods {
  private readonly byPattern = new Map<string, Set<string>>();
  private matchers?: { matches: RegExp; methods: Set<string> }[];

  add(pattern: string, methods: string | string[]): void {
    const known = this.byPattern.get(pattern) ?? new Set();
    for (const method of [methods].flat()) known.add(method);
    this.byPattern.set(pattern, known);
    this.matchers = undefined;
  }

  /** The methods that the address answers; none when there is no such address. */
  at(path: string): string[] {
    this.matchers ??= [...this.byPattern]
      .filter(([pattern]) => !pattern.includes('*'))
      .map(([pattern, methods]) => ({ matches: toRegExp(pattern), methods }));
    const found = this.matchers.filter(({ matches }) => matches.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function toRegExp(pattern: string): RegExp {
  const segments = pattern.replace(/\/$/, '').split('/');
  const source = segments.map((segment) =>
    segment.startsWith(':') ? '[^/]+' : segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('/')}/?$`);
}
