import { randomInt } from 'node:crypto';

/** Without 0 and O, 1, I and L, U and V: what is read aloud or typed off a receipt must not be mistaken. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** So many random characters; nobody can guess one code from others. */
export function randomCode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** Different codes, each with the prefix. */
export function randomCodes(count: number, prefix: string, length: number): string[] {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(prefix + randomCode(length));
  return [...codes];
}
