export interface NumberFormat {
  /** `{year}` and `{yy}` in it stand for the year of the series. */
  prefix: string;
  digits: number;
  year?: number | null;
}

/** A number as it is printed: the prefix, then the sequence filled with zeros; more digits than that are all shown. */
export function numberOf(series: NumberFormat, sequence: number): string {
  return prefixOf(series) + String(sequence).padStart(series.digits, '0');
}

function prefixOf({ prefix, year }: NumberFormat): string {
  if (year === undefined || year === null) return prefix;
  const four = String(year).padStart(4, '0');
  return prefix.replaceAll('{year}', four).replaceAll('{yy}', four.slice(-2));
}

/** Whether numbers of different years differ, as they must where counting starts again every year. */
export function namesYear(prefix: string): boolean {
  return prefix.includes('{year}') || prefix.includes('{yy}');
}

const WARNED_AT_PERCENT = 90;

/** True once nine tenths of the numbers are gone. */
export function isRunningOut(lastNumber: number, maxNumber: number | null): boolean {
  return maxNumber !== null && lastNumber * 100 >= maxNumber * WARNED_AT_PERCENT;
}

interface Counted {
  last_number: number;
  max_number: number | null;
  reset_yearly: boolean;
  year: number | null;
}

/** What would be drawn next in a year; null when no number is left. The year turns before the end is looked at. */
export function nextInYear(series: Counted, year: number): { sequence: number; year: number | null } | null {
  const { last_number, max_number, reset_yearly } = series;
  if (!reset_yearly) {
    return max_number !== null && last_number >= max_number
      ? null
      : { sequence: last_number + 1, year: null };
  }
  const counted = Math.max(series.year ?? year, year);
  if (series.year !== null && series.year < year) return { sequence: 1, year: counted };
  return max_number !== null && last_number >= max_number
    ? null
    : { sequence: last_number + 1, year: counted };
}
