import type { FieldError } from '../../errors/domain-error.js';

const LONE_SURROGATE = /\p{Surrogate}/u;
const MAX_DEPTH = 50;

function faultOf(text: string, field: string): FieldError | undefined {
  if (text.includes('\0')) return { field, code: 'NUL_BYTE', message: `${field} holds a NUL character.` };
  if (LONE_SURROGATE.test(text))
    return { field, code: 'LONE_SURROGATE', message: `${field} holds half a character.` };
  return undefined;
}

/**
 * Everything that PostgreSQL text and JSON cannot store: U+0000 and lone surrogates, in values and in names; and
 * nesting so deep that walking it would exhaust the stack.
 */
export function findUnstorableText(value: unknown, field = '', depth = 0): FieldError[] {
  if (typeof value === 'string') {
    const fault = faultOf(value, field);
    return fault === undefined ? [] : [fault];
  }
  if (value === null || typeof value !== 'object') return [];
  if (depth > MAX_DEPTH)
    return [{ field, code: 'TOO_DEEP', message: `The body is nested more than ${MAX_DEPTH} deep.` }];
  return Object.entries(value).flatMap(([key, child]) => {
    const fault = faultOf(key, 'A field name');
    if (fault !== undefined) return [{ ...fault, field: field === '' ? 'body' : field }];
    return findUnstorableText(child, field === '' ? key : `${field}.${key}`, depth + 1);
  });
}
