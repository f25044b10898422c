/** A numeric column as a number of an answer. */
export function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}
