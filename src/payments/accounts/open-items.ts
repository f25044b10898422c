import { query, type Queryable } from '../../common/database/statement.js';
import { Decimal } from '../../common/money/decimal.js';
import type { OpenItem, Receivables } from './account-requests.js';

type Amounts = 'amount' | 'open_amount';
type OpenItemRow = Omit<OpenItem, Amounts> & Record<Amounts, string>;
type ReceivablesRow = OpenItemRow & { account_currency: string; account_balance: string };

/** The newest debit that meets a condition, with what is left of it after what went back on it alone. */
const newestDebit = (condition: string): string => `
  SELECT e.id, e.due_date, e.amount + coalesce(
    (SELECT sum(s.amount) FROM account_entries s WHERE s.settles_id = e.id), 0) AS remaining
  FROM account_entries e
  WHERE e.due_date IS NOT NULL AND ${condition}
  ORDER BY e.due_date DESC, e.id DESC LIMIT 1`;

// Credits settle what was due first, so what is open are the debits due last that together make up the balance: they
// are walked from the newest back, and the walk ends where the balance is covered, however old the account is.
const RECEIVABLES = `
  WITH RECURSIVE account AS (
    SELECT customer_id, currency, balance FROM customer_accounts WHERE customer_id = $1
  ), walk AS (
    SELECT a.balance::numeric AS uncovered, d.id, d.due_date, d.remaining
    FROM account a, LATERAL (${newestDebit('e.customer_id = a.customer_id')}) d
    WHERE a.balance > 0
    UNION ALL
    SELECT w.uncovered - greatest(w.remaining, 0), d.id, d.due_date, d.remaining
    FROM walk w, LATERAL (${newestDebit('e.customer_id = $1 AND (e.due_date, e.id) < (w.due_date, w.id)')}) d
    WHERE w.uncovered > greatest(w.remaining, 0)
  ), item AS (
    SELECT e.id AS entry_id, e.customer_id, e.kind, e.sale_id, e.payment_id, e.reference,
      e.business_date::text AS business_date, e.due_date::text AS due_date, w.remaining AS amount,
      least(w.remaining, w.uncovered) AS open_amount
    FROM walk w JOIN account_entries e ON e.id = w.id WHERE w.remaining > 0
  )
  SELECT a.currency AS account_currency, a.balance AS account_balance, item.*
  FROM account a LEFT JOIN item ON true ORDER BY item.due_date, item.entry_id`;

function itemOf({ account_currency: _, account_balance: __, ...row }: ReceivablesRow): OpenItem {
  return { ...row, amount: new Decimal(row.amount), open_amount: new Decimal(row.open_amount) };
}

/** What a customer owes and of what it is made up. One statement; its cost grows with the open items only. */
export async function receivables(db: Queryable, customer_id: string): Promise<Receivables> {
  const rows = await query<ReceivablesRow>(db, RECEIVABLES, [customer_id]);
  const [first] = rows;
  if (first === undefined) return { account: undefined, items: [] };
  const { account_currency: currency, account_balance: balance } = first;
  return {
    account: { customer_id, currency, balance: new Decimal(balance) },
    items: rows.filter((row) => (row.entry_id as string | null) !== null).map(itemOf),
  };
}
