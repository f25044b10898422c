import { hasSqlState } from '../../database/sql-state.js';
import { query, type Queryable } from '../../database/statement.js';
import { InvalidField } from '../../errors/domain-error.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { ListQuery } from './list-query.dto.js';
import { Page } from './page.js';

/** A column, or expression that is never null, by which a list may be sorted, and its SQL type. */
export interface SortKey {
  sql: string;
  type: 'text' | 'uuid' | 'numeric' | 'integer' | 'bigint' | 'date' | 'timestamptz';
}

/** One list: constant SQL with `$1…` for `params`; only whitelisted fragments may reach these strings. */
export interface ListPlan {
  select: string;
  /** More columns from other tables, looked up for the rows of the page only, which they see as `page`. */
  page?: { select: string; joins: string };
  from: string;
  where: string[];
  params: unknown[];
  sortable: Record<string, SortKey>;
  default_sort: string;
  /** The unique column that breaks ties, uuid. */
  id: string;
}

interface Order extends SortKey {
  descending: boolean;
}

function orderOf(plan: ListPlan, sort: string): Order[] {
  const orders = sort.split(',').map((part): Order => {
    const descending = part.startsWith('-');
    const name = descending ? part.slice(1) : part;
    const key = Object.hasOwn(plan.sortable, name) ? plan.sortable[name] : undefined;
    if (key === undefined) {
      const known = Object.keys(plan.sortable).join(', ');
      throw new InvalidField('sort', 'UNKNOWN_SORT_FIELD', `sort takes: ${known}.`);
    }
    return { ...key, descending };
  });
  return [...orders, { sql: plan.id, type: 'uuid', descending: orders[0]!.descending }];
}

/** Rows after the cursor: one row comparison when all keys run the same way (an index can serve it). */
function afterCursor(orders: Order[], firstParam: number): string {
  const value = (index: number): string => `$${firstParam + index}::text::${orders[index]!.type}`;
  const sign = (order: Order): string => (order.descending ? '<' : '>');
  if (orders.every((order) => order.descending === orders[0]!.descending)) {
    const columns = orders.map((order) => order.sql).join(', ');
    return `(${columns}) ${sign(orders[0]!)} (${orders.map((_, index) => value(index)).join(', ')})`;
  }
  const alternatives = orders.map((order, index) => {
    const equal = orders.slice(0, index).map((earlier, at) => `${earlier.sql} = ${value(at)}`);
    return `(${[...equal, `${order.sql} ${sign(order)} ${value(index)}`].join(' AND ')})`;
  });
  return `(${alternatives.join(' OR ')})`;
}

/** Joins lookups to the rows of a page. A join may shuffle them, so they are numbered first. */
function withLookups(rowsOfPage: string, { select, joins }: { select: string; joins: string }): string {
  const numbered = `SELECT picked.*, row_number() OVER () AS __row FROM (${rowsOfPage}) AS picked`;
  return `SELECT page.*, ${select} FROM (${numbered}) AS page ${joins} ORDER BY page.__row`;
}

/**
 * Runs one page of a list. Throws INVALID_CURSOR, UNKNOWN_SORT_FIELD and CURSOR_WITH_SKIP as field errors.
 * Costs one statement, two with `count=true`.
 */
export async function listRows<Row extends object>(
  db: Queryable,
  plan: ListPlan,
  request: ListQuery,
): Promise<Page<Row>> {
  if (request.cursor !== undefined && request.skip !== undefined) {
    throw new InvalidField('skip', 'CURSOR_WITH_SKIP', 'Send cursor or skip, not both.');
  }
  const sort = request.sort ?? plan.default_sort;
  const orders = orderOf(plan, sort);
  const params = [...plan.params];
  const where = [...plan.where];
  if (request.cursor !== undefined) {
    where.push(afterCursor(orders, params.length + 1));
    params.push(...decodeCursor(request.cursor, sort, orders.length).keys);
  }
  const clause = (parts: string[]): string => (parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`);
  const keys = orders.map((order, index) => `(${order.sql})::text AS __key${index}`).join(', ');
  const by = orders.map((order) => `${order.sql} ${order.descending ? 'DESC' : 'ASC'}`).join(', ');
  // A written-out limit lets PostgreSQL plan the statement once; bound, it would be planned anew for every page.
  const limit = ` LIMIT ${request.limit + 1}`;
  const offset = request.skip === undefined ? '' : ` OFFSET $${params.push(request.skip)}`;
  const rowsOfPage = `SELECT ${plan.select}, ${keys} FROM ${plan.from}${clause(where)} ORDER BY ${by}${limit}${offset}`;
  const text = plan.page === undefined ? rowsOfPage : withLookups(rowsOfPage, plan.page);

  const rows = await query<Row & Record<string, string>>(db, text, params).catch(refuseForgedCursor);
  const total = request.count === true ? await countRows(db, plan, clause(plan.where)) : undefined;
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  const next = last && encodeCursor({ sort, keys: orders.map((_, index) => last[`__key${index}`]!) });
  return new Page<Row>(page.map(withoutKeys), next, total);
}

/** A row as it was selected: what it was sorted by and numbered with is nobody's business. */
function withoutKeys<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('__'))) as Row;
}

async function countRows(db: Queryable, plan: ListPlan, clause: string): Promise<number> {
  const text = `SELECT count(*)::int AS total FROM ${plan.from}${clause}`;
  const [row] = await query<{ total: number }>(db, text, plan.params);
  return row!.total;
}

/** A hand-made cursor can hold text that is no uuid, number or time: PostgreSQL's class 22. */
function refuseForgedCursor(error: unknown): never {
  if (hasSqlState(error, '22P02', '22007', '22008', '22003')) {
    throw new InvalidField('cursor', 'INVALID_CURSOR', 'cursor does not belong to this list and sort order.');
  }
  throw error;
}
