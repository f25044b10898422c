/** A number as it is printed: the prefix, then the sequence filled with zeros; more digits than that are all shown. */
export function numberOf(series: { prefix: string; digits: number }, sequence: number): string {
  return series.prefix + String(sequence).padStart(series.digits, '0');
}
