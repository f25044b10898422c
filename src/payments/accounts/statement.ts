import { isUUID } from 'class-validator';
import { query, type Queryable } from '../../common/database/statement.js';
import { InvalidField } from '../../common/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../common/http/list/cursor.js';
import { isDay } from '../../common/http/validation/day-or-instant.js';
import { Decimal } from '../../common/money/decimal.js';
import type { AccountEntryRow, AccountStatement, StatementRequest } from './account-requests.js';

type Amounts = 'amount' | 'balance';
type EntryRow = Omit<AccountEntryRow, Amounts> & Record<Amounts, string>;

interface TotalsRow {
  currency: string | null;
  opening_balance: string;
  debits: string;
  credits: string;
}

// The running balance goes over the whole period; the page is cut from it. A period without entries has its totals.
const STATEMENT = `
  WITH totals AS (
    SELECT (SELECT currency FROM customer_accounts WHERE customer_id = $1) AS currency,
      coalesce(sum(amount) FILTER (WHERE business_date < $2::date), 0) AS opening_balance,
      coalesce(sum(amount) FILTER (WHERE business_date >= $2::date AND amount > 0), 0) AS debits,
      coalesce(-sum(amount) FILTER (WHERE business_date >= $2::date AND amount < 0), 0) AS credits
    FROM account_entries WHERE customer_id = $1 AND business_date <= $3::date
  ), entry AS (
    SELECT * FROM (
      SELECT e.id, e.kind, e.amount,
        (SELECT opening_balance FROM totals) + sum(e.amount) OVER (ORDER BY e.business_date, e.id) AS balance,
        e.sale_id, e.payment_id, e.journal_id, e.document_id, e.due_date::text AS due_date, e.reference, e.reason,
        e.actor_id, e.location_id, e.register_id, e.occurred_at, e.business_date::text AS business_date
      FROM account_entries e
      WHERE e.customer_id = $1 AND e.business_date BETWEEN $2::date AND $3::date
    ) running
    WHERE $4::text IS NULL OR (business_date, id) > ($4::text, $5::text::uuid)
    ORDER BY business_date, id LIMIT $6
  )
  SELECT totals.*, entry.* FROM totals LEFT JOIN entry ON true ORDER BY entry.business_date, entry.id`;

const SORT = 'business_date,id';

/** Throws INVALID_CURSOR for a forged one, also where there is no row to compare it with. */
function afterCursor(cursor: string | undefined): (string | null)[] {
  if (cursor === undefined) return [null, null];
  const { keys } = decodeCursor(cursor, SORT, 2);
  if (isDay(keys[0]) && isUUID(keys[1])) return keys;
  throw new InvalidField('cursor', 'INVALID_CURSOR', 'cursor does not belong to this statement.');
}

function entryOf(row: TotalsRow & EntryRow): AccountEntryRow {
  const { currency: _, opening_balance: __, debits: ___, credits: ____, ...entry } = row;
  return { ...entry, amount: new Decimal(entry.amount), balance: new Decimal(entry.balance) };
}

/** A page of what an account did over a period, with the balances around it. One statement. */
export async function accountStatement(
  db: Queryable,
  customer_id: string,
  { from, to, limit, cursor }: StatementRequest,
): Promise<AccountStatement> {
  const params = [customer_id, from, to, ...afterCursor(cursor), limit + 1];
  const rows = await query<TotalsRow & EntryRow>(db, STATEMENT, params);
  const { currency, ...totals } = rows[0]!;
  const [opening_balance, debits, credits] = [totals.opening_balance, totals.debits, totals.credits].map(
    (amount) => new Decimal(amount),
  ) as [Decimal, Decimal, Decimal];
  const all = rows.filter((row) => (row.id as string | null) !== null);
  const page = all.slice(0, limit);
  const last = all.length > limit ? page.at(-1)! : null;
  return {
    ...{ currency, opening_balance, debits, credits },
    closing_balance: opening_balance.plus(debits).minus(credits),
    entries: page.map(entryOf),
    next_cursor: last && encodeCursor({ sort: SORT, keys: [last.business_date, last.id] }),
  };
}
