interface PgError {
  code: string;
  constraint?: string;
}

/** The PostgreSQL error inside a driver error or a TypeORM QueryFailedError, if there is one. */
function pgError(error: unknown): PgError | undefined {
  const candidate = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const code = (candidate as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (candidate as PgError) : undefined;
}

/** The SQLSTATE of an error, or undefined when it did not come from PostgreSQL. */
export function sqlState(error: unknown): string | undefined {
  return pgError(error)?.code;
}

export function hasSqlState(error: unknown, ...states: string[]): boolean {
  const state = sqlState(error);
  return state !== undefined && states.includes(state);
}

/** True when `error` is a violation (unique, foreign key, check) of the named constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return pgError(error)?.constraint === constraint;
}

/** True when a row cannot be deleted because another table still refers to it. */
export function isStillReferenced(error: unknown): boolean {
  return hasSqlState(error, '23503', '23001');
}
