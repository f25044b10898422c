import { InvalidField } from '../../errors/domain-error.js';

/** The sort keys of the last row of a page, as text; bound to the sort order it was made for. */
export interface Cursor {
  sort: string;
  keys: string[];
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, ...cursor.keys])).toString('base64url');
}

/** Throws INVALID_CURSOR when the text is no cursor or was made for another sort order. */
export function decodeCursor(text: string, sort: string, keyCount: number): Cursor {
  const refuse = (): never => {
    throw new InvalidField('cursor', 'INVALID_CURSOR', 'cursor does not belong to this list and sort order.');
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return refuse();
  }
  if (!Array.isArray(parsed) || !parsed.every((part): part is string => typeof part === 'string'))
    return refuse();
  const [madeFor, ...keys] = parsed;
  if (madeFor !== sort || keys.length !== keyCount || keys.some((key) => key.includes('\0'))) return refuse();
  return { sort, keys };
}
