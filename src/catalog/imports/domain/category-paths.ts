import { PATH_SEPARATOR } from './columns.js';

export interface KnownCategory {
  id: string;
  name: string;
  parent_id: string | null;
  /** Its own id, then those of what is above it. */
  path: string[];
}

/** Several could be meant. */
export const AMBIGUOUS = Symbol('ambiguous');

const keyOf = (parent: string | null, name: string): string => `${parent ?? ''}/${name.toLowerCase()}`;

/** The names of a path, outermost first: `Drinks > Tea` is Tea below Drinks. */
export function namesOf(path: string): string[] {
  return path.split(PATH_SEPARATOR.trim()).map((name) => name.trim());
}

/** Finds categories by the names on the way to them, whatever their case. */
export class CategoryPaths {
  private readonly paths = new Map<string, string[]>();
  private readonly byPlace = new Map<string, string>();
  private readonly byName = new Map<string, string[]>();

  constructor(known: readonly KnownCategory[]) {
    for (const category of known) this.add(category);
  }

  add({ id, name, parent_id, path }: KnownCategory): void {
    this.paths.set(id, path);
    this.byPlace.set(keyOf(parent_id, name), id);
    const same = this.byName.get(name.toLowerCase()) ?? [];
    this.byName.set(name.toLowerCase(), [...same, id]);
  }

  /** The category at a place, if there is one. */
  at(parent: string | null, name: string): string | undefined {
    return this.byPlace.get(keyOf(parent, name));
  }

  /**
   * The category a file means: the one at the end of the path; for a single name the root of that name, else the only
   * one anywhere. Undefined when there is none yet, AMBIGUOUS when several could be meant.
   */
  find(path: string): string | typeof AMBIGUOUS | undefined {
    const names = namesOf(path);
    let parent: string | null = null;
    for (const name of names) {
      const next: string | undefined = this.at(parent, name);
      if (next === undefined) return names.length === 1 ? this.anywhere(name) : undefined;
      parent = next;
    }
    return parent ?? undefined;
  }

  /** A category's own id and those of what is above it; empty for null. */
  pathOf(id: string | null | undefined): string[] {
    return (typeof id === 'string' ? this.paths.get(id) : undefined) ?? [];
  }

  /** The ids of as much of a path as is there already, innermost first. */
  knownPathOf(path: string): string[] {
    let parent: string | null = null;
    for (const name of namesOf(path)) parent = this.at(parent, name) ?? parent;
    return this.pathOf(parent);
  }

  private anywhere(name: string): string | typeof AMBIGUOUS | undefined {
    const same = this.byName.get(name.toLowerCase()) ?? [];
    return same.length > 1 ? AMBIGUOUS : same[0];
  }
}
