import { InvalidField } from '../common/errors/domain-error.js';

// A till's clock may be wrong, but a day ahead or half a century behind is a mistake.
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;
const EARLIEST = new Date('1970-01-02T00:00:00Z');

/** When something happened at a till: its own time, or now. Throws a field error for a time that cannot be. */
export function tillTime(field: string, given: string | undefined, now: Date): Date {
  if (given === undefined) return now;
  const at = new Date(given);
  if (at >= EARLIEST && at.getTime() <= now.getTime() + MAX_AHEAD_MS) return at;
  throw new InvalidField(field, 'IMPLAUSIBLE_TIME', `${field} must be a time from 1970 to one day ahead.`);
}
