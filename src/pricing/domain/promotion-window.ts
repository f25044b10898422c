import type { PromotionRule } from './rules.types.js';

type Window = Pick<PromotionRule, 'starts_at' | 'ends_at' | 'days_of_week' | 'time_from' | 'time_to'>;

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** 1 is Monday, 7 is Sunday. */
function weekday(date: string, offset = 0): number {
  const day = (new Date(`${date}T00:00:00Z`).getUTCDay() + offset + 7) % 7;
  return day === 0 ? 7 : day;
}

/**
 * Why a promotion does not run at that wall time of the shop, or undefined when it does. Both ends are inclusive. A
 * window over midnight (22:00 to 02:00) belongs to the day on which it began. Wall time is compared as it reads: an
 * hour that the clocks repeat runs twice, one that they skip not at all.
 */
export function whyNotOpen(window: Window, localTime: string): string | undefined {
  const { starts_at, ends_at, days_of_week, time_from, time_to } = window;
  if (starts_at !== null && localTime < starts_at) return `starts at ${starts_at}`;
  if (ends_at !== null && localTime > ends_at) return `ended at ${ends_at}`;
  const [date, time] = [localTime.slice(0, 10), localTime.slice(11)];
  const from = time_from ?? '00:00:00';
  const to = time_to ?? '23:59:59';
  const isOverMidnight = from > to;
  const isOpen = isOverMidnight ? time >= from || time <= to : time >= from && time <= to;
  if (!isOpen) return `runs from ${from} to ${to}`;
  const day = weekday(date, isOverMidnight && time <= to ? -1 : 0);
  if (days_of_week === null || days_of_week.includes(day)) return undefined;
  return `does not run on ${DAYS[day % 7]}`;
}
