import { sqlState } from './sql-state.js';

const LOST_CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

// 08 connection, 53 out of resources, 57P stopping or starting, 57014 and 25P0x timed out.
const NOT_NOW = /^(08|53|57P|57014|25P0[34])/;

/** What pg, its pool and TypeORM say without a code when a connection is gone, or none came free in time. */
const LOST_IN_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|is not queryable|Driver not Connected|Query runner already released|Cannot use a pool after calling end/i;

/** True when the database cannot be reached, is starting or stopping, or has no connection or time left for this. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined && (LOST_CONNECTION.has(state) || NOT_NOW.test(state))) return true;
  return error instanceof Error && LOST_IN_WORDS.test(error.message);
}
