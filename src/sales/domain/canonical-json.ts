/** Values a receipt may hold: text and whole numbers only, so that the text of a number is never in doubt. */
export type CanonicalValue =
  string | number | boolean | null | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/**
 * JSON with keys sorted and no white space (RFC 8785 for this subset), so that anyone can rebuild the exact bytes.
 * Throws for numbers that are not whole.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error('Only whole numbers are canonical');
  if (Array.isArray(value)) return `[${(value as readonly CanonicalValue[]).map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = value as Readonly<Record<string, CanonicalValue>>;
    const keys = Object.keys(members).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(members[key]!)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
