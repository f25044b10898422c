import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal } from '../../common/money/decimal.js';
import { AccountCurrencyMismatch } from './account.errors.js';
import type { OpenItem } from './account-requests.js';
import { receivables } from './open-items.js';

const LOCK = `
  SELECT customer_id, currency, balance FROM customer_accounts
  WHERE customer_id = ANY ($1::uuid[]) ORDER BY customer_id FOR NO KEY UPDATE`;

const OPEN = `
  INSERT INTO customer_accounts (customer_id, currency) VALUES ($1, $2) ON CONFLICT (customer_id) DO NOTHING`;

// Each part leaves one account and comes to the other, with the day it is due.
const MOVE = `
  WITH part AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::numeric[], $4::uuid[], $5::uuid[], $6::date[], $7::text[])
      AS p (out_id, in_id, amount, sale_id, payment_id, due_date, reference)
  ), entry AS (
    INSERT INTO account_entries (id, customer_id, kind, amount, currency, sale_id, payment_id, due_date, reference,
      occurred_at, business_date)
    SELECT moved.id, moved.customer_id, 'transfer', moved.amount, $10, part.sale_id, part.payment_id,
      CASE WHEN moved.amount > 0 THEN coalesce(part.due_date, $12::date) END, part.reference, $11::timestamptz, $12::date
    FROM part, LATERAL (VALUES (part.out_id, $8::uuid, -part.amount), (part.in_id, $9::uuid, part.amount))
      AS moved (id, customer_id, amount)
  )
  UPDATE customer_accounts a SET updated_at = now(),
    balance = a.balance + CASE a.customer_id WHEN $9::uuid THEN moved.amount WHEN $8::uuid THEN -moved.amount ELSE 0 END,
    moved_to_id = CASE a.customer_id WHEN $9::uuid THEN a.moved_to_id ELSE $9::uuid END
  FROM (SELECT coalesce(sum(amount), 0) AS amount FROM part) moved
  WHERE a.customer_id IN ($8::uuid, $9::uuid) OR a.moved_to_id = $8::uuid`;

interface AccountRow {
  customer_id: string;
  currency: string;
  balance: string;
}

interface Part {
  amount: Decimal;
  sale_id: string | null;
  payment_id: string | null;
  due_date: string | null;
  reference: string | null;
}

/** What is open, each with the day it is due; or, as one part, what the shop owes the customer. */
async function partsOf(tx: Tx, account: AccountRow): Promise<Part[]> {
  const balance = new Decimal(account.balance);
  if (balance.isZero()) return [];
  if (balance.isNegative()) {
    return [{ amount: balance, sale_id: null, payment_id: null, due_date: null, reference: null }];
  }
  const { items } = await receivables(tx, account.customer_id);
  // Of what was bought only: what goes back on a payment later settles that, not the money once paid out for it.
  const paymentOf = ({ kind, payment_id }: OpenItem): string | null =>
    kind === 'payment' ? null : payment_id;
  return items.map((item) => ({ ...item, amount: item.open_amount, payment_id: paymentOf(item) }));
}

/**
 * Moves what a customer owes, or is owed, to the customer they are merged into; whatever comes later to the one comes
 * to the other. Entries stay where they are: transfers say what moved. Locks both accounts.
 * Throws AccountCurrencyMismatch when they are kept in different currencies.
 */
export async function moveAccount(
  tx: Tx,
  from_id: string,
  to_id: string,
  at: { occurred_at: Date; business_date: string },
): Promise<void> {
  const accounts = await query<AccountRow>(tx, LOCK, [[from_id, to_id]]);
  const from = accounts.find(({ customer_id }) => customer_id === from_id);
  const to = accounts.find(({ customer_id }) => customer_id === to_id);
  if (from === undefined) return;
  if (to === undefined) await query(tx, OPEN, [to_id, from.currency]);
  else if (to.currency !== from.currency)
    throw new AccountCurrencyMismatch(to_id, to.currency, from.currency);

  const parts = await partsOf(tx, from);
  await query(tx, MOVE, [
    parts.map(() => newId()),
    parts.map(() => newId()),
    parts.map((part) => part.amount.toFixed()),
    parts.map((part) => part.sale_id),
    parts.map((part) => part.payment_id),
    parts.map((part) => part.due_date),
    parts.map((part) => part.reference),
    from_id,
    to_id,
    from.currency,
    at.occurred_at,
    at.business_date,
  ]);
}
