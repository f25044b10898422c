const SECRET_NAME =
  /authorization|cookie|password|passwd|token|secret|api[-_]?key|(^|[-_])pin($|[-_])|hash$|smtp/i;
const MAX_DEPTH = 6;
export const REDACTED = '[redacted]';

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy of what is to be logged, in which the values of fields with telling names are gone, however deep. */
export function redact<T>(value: T, depth = 0): T {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => redact<unknown>(item, depth + 1)) as T;
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    SECRET_NAME.test(name) ? REDACTED : redact(field, depth + 1),
  ]);
  return Object.fromEntries(entries) as T;
}
