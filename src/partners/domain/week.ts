import type { FieldError } from '../../common/errors/domain-error.js';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

interface DayWindow {
  day: Day;
  from?: string | null;
  to?: string | null;
}

/** The names of a window's two fields. */
interface WindowFields {
  from: string;
  to: string;
}

function windowFault({ from, to }: DayWindow, field: string, names: WindowFields): FieldError | undefined {
  if (!from !== !to) {
    const missing = from ? names.to : names.from;
    const message = `A window needs its beginning and its end; ${missing} is missing.`;
    return { field: `${field}.${missing}`, code: 'WINDOW_INCOMPLETE', message };
  }
  if (!from || !to || from < to) return undefined;
  const message = `${names.from} must be before ${names.to}.`;
  return { field: `${field}.${names.from}`, code: 'WINDOW_BACKWARDS', message };
}

/** What is wrong with a week: a day named twice, or a window that lacks an end or runs backwards. */
export function weekFaults(week: readonly DayWindow[], names: WindowFields): FieldError[] {
  const seen = new Set<Day>();
  return week.flatMap((entry, index): FieldError[] => {
    const field = `days.${index}`;
    const faults: (FieldError | undefined)[] = [windowFault(entry, field, names)];
    if (seen.has(entry.day)) {
      faults.push({ field: `${field}.day`, code: 'DAY_REPEATED', message: `${entry.day} is there twice.` });
    }
    seen.add(entry.day);
    return faults.filter((fault) => fault !== undefined);
  });
}
