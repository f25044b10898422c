const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The calendar day (`2026-11-20`) on which an instant falls in a shop's IANA time zone. */
export function businessDate(at: Date, timeZone: string): string {
  return dayFormat(timeZone).format(at);
}

/**
 * True for `UTC` and for names of the form Area/Place. Abbreviations and offsets are refused: this runtime and
 * PostgreSQL read them differently (BST, +02:00).
 */
export function isTimeZone(value: string): boolean {
  if (value !== 'UTC' && !value.includes('/')) return false;
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
