const FORM = /^[A-Z0-9_-]{1,20}$/;
/** Words that would read as something else in a file, a query or a report. */
const RESERVED = new Set(['NULL', 'NONE', 'DEFAULT', 'SYSTEM', 'ADMIN', 'TEST']);

/** A code of a dictionary that people type and files carry: capitals, digits, `_` and `-`. */
export function isDictionaryCode(code: string): boolean {
  return FORM.test(code) && !RESERVED.has(code);
}
