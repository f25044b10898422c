import { containing } from '../../common/database/like.js';
import type { Condition } from '../../common/http/list/conditions.js';

const MAX_WORDS = 6;
// The trigram index serves patterns with at least three letters; a shorter word must begin where a word begins,
// which makes a trigram too, because the space counts.
const TRIGRAM = 3;

/** Name, code, email, phone and contact info as one text: the very expression that the trigram indexes are on. */
function searchText(alias: string): string {
  const fields = ['name', 'code', 'email', 'phone', 'contact_info'].map((field) => `${alias}.${field}`);
  return `partner_search_text(${fields.join(', ')})`;
}

/** Conditions that every word of `q` (the first six) occurs somewhere. */
export function searchConditions(alias: string, q: string | undefined): Condition[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, MAX_WORDS)
    .map((word) => [`${searchText(alias)} ILIKE`, containing(word.length < TRIGRAM ? ` ${word}` : word)]);
}

/** Conditions that the name contains a text as it stands; the first of them lets the index find it. */
export function nameConditions(alias: string, name: string | undefined): Condition[] {
  const pattern = name === undefined ? undefined : containing(name.trim());
  return [
    [`${searchText(alias)} ILIKE`, pattern],
    [`${alias}.name ILIKE`, pattern],
  ];
}
