const KEPT = [
  'code',
  'kind',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
] as const;

interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  query?: string;
  cause?: LoggedError;
  [field: string]: unknown;
}

/**
 * What the log keeps of an error: words, stack, and what PostgreSQL says about itself. Never the parameters of a
 * statement, nor PostgreSQL's `detail`: both quote what customers and users typed.
 */
export function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const source = error as Error & Record<string, unknown>;
  const driverError = source['driverError'] as Record<string, unknown> | undefined;
  const logged: LoggedError = { type: error.name, message: error.message, stack: error.stack };
  for (const name of KEPT) {
    const value = source[name] ?? driverError?.[name];
    if (typeof value === 'string') logged[name] = value;
  }
  if (typeof source['query'] === 'string') logged.query = source['query'];
  if (error.cause instanceof Error) logged.cause = serializeError(error.cause) as LoggedError;
  return logged;
}
