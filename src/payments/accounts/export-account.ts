import { query, type Queryable } from '../../common/database/statement.js';

/** An account as it is handed to the customer it is about; amounts are numbers. */
export interface ExportedAccount {
  currency: string;
  balance: number;
  entries: {
    id: string;
    /** Who it was posted to: themselves, or somebody who was merged into them since. */
    customer_id: string;
    kind: string;
    amount: number;
    sale_id: string | null;
    due_date: string | null;
    reference: string | null;
    reason: string | null;
    occurred_at: Date;
    business_date: string;
  }[];
}

const ACCOUNT = `SELECT currency, balance FROM customer_accounts WHERE customer_id = $1`;

const ENTRIES = `
  SELECT id, customer_id, kind, amount, sale_id, due_date::text AS due_date, reference, reason, occurred_at,
    business_date::text AS business_date
  FROM account_entries
  WHERE customer_id IN (SELECT customer_id FROM customer_accounts WHERE customer_id = $1 OR moved_to_id = $1)
  ORDER BY business_date, id`;

type EntryRow = Omit<ExportedAccount['entries'][number], 'amount'> & { amount: string };

export async function exportAccount(
  db: Queryable,
  customer_id: string,
): Promise<ExportedAccount | undefined> {
  const [account] = await query<{ currency: string; balance: string }>(db, ACCOUNT, [customer_id]);
  if (account === undefined) return undefined;
  const entries = await query<EntryRow>(db, ENTRIES, [customer_id]);
  return {
    currency: account.currency,
    balance: Number(account.balance),
    entries: entries.map((row) => ({ ...row, amount: Number(row.amount) })),
  };
}
