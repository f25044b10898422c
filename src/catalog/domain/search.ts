const MAX_WORDS = 5;
/** Below this length a word gives a trigram index nothing to search by, unless it starts a word. */
const TRIGRAM = 3;
/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** The text with LIKE's wildcards taken literally. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/**
 * LIKE patterns for the words of a search, all of which must match. A word is found anywhere, one of less than three
 * characters only where a word starts (except in scripts without spaces). Words after the fifth are ignored.
 */
export function searchPatterns(q: string): string[] {
  const words = q.split(/\s+/).filter((word) => word !== '');
  const start = (word: string): string => (word.length < TRIGRAM && !UNSPACED.test(word) ? ' ' : '');
  return words.slice(0, MAX_WORDS).map((word) => `%${start(word)}${escapeLike(word)}%`);
}

/** A LIKE pattern for "contains this text". */
export function containsPattern(text: string): string {
  return `%${escapeLike(text)}%`;
}
