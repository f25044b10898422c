import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { isDay } from '../../common/http/validation/day-or-instant.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Clocks of callers may go before ours. */
const TOLERANCE = 60_000;
/** The zones of the earth: a day begins 14 hours before it does in UTC, and ends 12 hours after. */
const EARLIEST_ZONE = 14 * HOUR;
const LATEST_ZONE = 12 * HOUR;

/**
 * How far the times of a usual movement are apart: it is recorded at most a day after it happened, at most an hour
 * before, and its business day is the UTC day on which it happened or one beside it. All others are in an index of their own.
 */
export const RECORDED_LATE = DAY;
export const RECORDED_EARLY = HOUR;

/** The stock when it was `at`, by what was known at `known_at`: instants or days as they were sent. */
export interface AsOf {
  at: string;
  /** Null: everything known by now. */
  known_at: string | null;
}

/** Where usual movements that count lie, by when they were recorded. */
export interface AsOfBounds {
  /** Whatever was recorded and had happened before this counts. */
  all_before: Date;
  /** Nothing recorded from then on counts, of usual movements. */
  none_from: Date;
  /** Nothing recorded from then on counts at all. Null: no limit. */
  unknown_from: Date | null;
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** A day counts to its end in the zone of each location; here its earliest and its latest end. */
function knownRange(known_at: string | null): [surely: number, possibly: number] {
  if (known_at === null) return [Infinity, Infinity];
  if (!isDay(known_at)) return [Date.parse(known_at), Date.parse(known_at) + 1];
  return [startOf(known_at) + DAY - EARLIEST_ZONE, startOf(known_at) + DAY + LATEST_ZONE];
}

function happenedRange(at: string): [surely: number, possibly: number] {
  if (isDay(at)) return [startOf(at), startOf(at) + 2 * DAY];
  return [Date.parse(at), Date.parse(at) + 1];
}

export function asOfBounds({ at, known_at }: AsOf): AsOfBounds {
  const [surelyHappened, possiblyHappened] = happenedRange(at);
  const [surelyKnown, possiblyKnown] = knownRange(known_at);
  return {
    all_before: new Date(Math.min(surelyHappened, surelyKnown)),
    none_from: new Date(Math.min(possiblyHappened + RECORDED_LATE, possiblyKnown)),
    unknown_from: possiblyKnown === Infinity ? null : new Date(possiblyKnown),
  };
}

function isInFuture(moment: string, now: Date): boolean {
  if (isDay(moment)) return startOf(moment) - EARLIEST_ZONE > now.getTime();
  return Date.parse(moment) > now.getTime() + TOLERANCE;
}

/** Nobody knows the stock of tomorrow. Throws ValidationFailed naming every field that asks for it. */
export function assertNotInFuture(asked: { at?: string; known_at?: string }, now: Date): void {
  const errors = (['at', 'known_at'] as const).flatMap((field): FieldError[] => {
    const moment = asked[field];
    if (moment === undefined || !isInFuture(moment, now)) return [];
    return [{ field, code: 'IN_FUTURE', message: `${field} must not be in the future` }];
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
}
