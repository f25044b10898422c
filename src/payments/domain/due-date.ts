const DAY_MS = 24 * 60 * 60 * 1000;

function midnight(day: string): number {
  return new Date(`${day}T00:00:00Z`).getTime();
}

/** The calendar day `days` after `day` (`2026-11-20`). */
export function addDays(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from `earlier` to `later`; negative when they are the other way round. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((midnight(later) - midnight(earlier)) / DAY_MS);
}
