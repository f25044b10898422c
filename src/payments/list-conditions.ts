import { isDay } from '../common/http/validation/day-or-instant.js';

/** The filters of a list over one table: equality on whitelisted columns, and a period. */
export interface Conditions {
  where: string[];
  params: unknown[];
}

/** Adds the bound to a list's conditions: a day bounds the business day, an instant the till's time; both inclusive. */
function addBound(
  table: string,
  { where, params }: Conditions,
  bound: '>=' | '<=',
  value: string | undefined,
): void {
  if (value === undefined) return;
  const isWholeDay = isDay(value);
  params.push(isWholeDay ? value : new Date(value));
  where.push(`${table}.${isWholeDay ? 'business_date' : 'occurred_at'} ${bound} $${params.length}`);
}

/** The keys of `equals` are columns of `table`; undefined values do not filter. */
export function conditions(
  table: string,
  equals: Readonly<Record<string, unknown>>,
  period: { from?: string; to?: string },
): Conditions {
  const where: string[] = [];
  const params: unknown[] = [];
  for (const [column, value] of Object.entries(equals)) {
    if (value === undefined) continue;
    params.push(value);
    where.push(`${table}.${column} = $${params.length}`);
  }
  const filters = { where, params };
  addBound(table, filters, '>=', period.from);
  addBound(table, filters, '<=', period.to);
  return filters;
}
