/** Smaller than every id. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
/** Greater than every id. */
export const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The smallest id that can be made at an instant (as the function `stock_id_floor` of the database): ids hold their time. */
export function idFloor(instant: Date): string {
  const time = Math.max(instant.getTime(), 0).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
