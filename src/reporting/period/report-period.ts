import { ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';

/** Business days, both included. */
export interface ReportPeriod {
  start_date: string;
  end_date: string;
}

export interface PeriodWish {
  start_date?: string;
  end_date?: string;
  days?: number;
}

const DEFAULT_DAYS = 30;
const MAX_YEARS = 10;

/** `day` moved by whole days. */
export function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** How many days a period has. */
export function lengthInDays({ start_date, end_date }: ReportPeriod): number {
  return (new Date(end_date).getTime() - new Date(start_date).getTime()) / 86_400_000 + 1;
}

function yearsBefore(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.toISOString().slice(0, 10);
}

function faults(wish: PeriodWish, period: ReportPeriod): FieldError[] {
  const errors: FieldError[] = [];
  const add = (field: string, code: string, message: string): void =>
    void errors.push({ field, code, message });
  if (wish.days !== undefined && (wish.start_date ?? wish.end_date) !== undefined) {
    add('days', 'DAYS_WITH_DATES', 'Send days, or start_date and end_date, not both.');
  }
  if (wish.end_date !== undefined && wish.start_date === undefined && wish.days === undefined) {
    add('start_date', 'START_DATE_REQUIRED', 'end_date needs a start_date.');
  }
  if (errors.length > 0) return errors;
  if (period.start_date > period.end_date) {
    add(
      'end_date',
      'PERIOD_REVERSED',
      `The period ends (${period.end_date}) before it starts (${period.start_date}).`,
    );
  } else if (period.start_date <= yearsBefore(period.end_date, MAX_YEARS)) {
    add('start_date', 'PERIOD_TOO_LONG', `A report covers at most ${MAX_YEARS} years.`);
  }
  return errors;
}

/**
 * The days that a request means: from start_date to end_date (or today), or the last `days` up to today; the last
 * 30 when it names nothing. Throws ValidationFailed (422) for contradictions, a reversed period or one over 10 years.
 */
export function reportPeriod(wish: PeriodWish, today: string): ReportPeriod {
  const period =
    wish.start_date === undefined
      ? { start_date: shiftDay(today, 1 - (wish.days ?? DEFAULT_DAYS)), end_date: today }
      : { start_date: wish.start_date, end_date: wish.end_date ?? today };
  const errors = faults(wish, period);
  if (errors.length > 0) throw new ValidationFailed(errors);
  return period;
}
