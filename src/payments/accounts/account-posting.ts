import { violates } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { Decimal } from '../../common/money/decimal.js';
import type { MoneyMove } from '../ledger/ledger-requests.js';
import { AccountCurrencyMismatch } from './account.errors.js';
import type { AccountEntryKind } from './account-requests.js';

/** An entry to be posted; without `customer_id` it goes to the account that `payment_id` was charged to. */
export interface AccountPosting {
  id: string;
  customer_id?: string;
  kind: AccountEntryKind;
  /** Plus is owed, minus settles. */
  amount: Decimal;
  sale_id?: string | null;
  payment_id?: string | null;
  journal_id?: string | null;
  document_id?: string | null;
  /** Absent: the business day. */
  due_date?: string;
  /** The journal entry of the payment that this one takes back. */
  reverses_journal_id?: string;
  reference?: string | null;
  reason?: string | null;
}

/** When and where, by whom, and in which currency. */
export interface AccountOccasion extends MoneyMove {
  currency: string;
  location_id: string | null;
  register_id: string | null;
}

/** Within which the balance must be afterwards. */
export interface BalanceBounds {
  lowest?: Decimal;
  highest?: Decimal;
}

/** An account after its entries, or refused and unchanged; then `balance` is what it would have been. */
export interface PostedAccount {
  customer_id: string;
  currency: string;
  balance_before: Decimal;
  balance: Decimal;
  refusal: 'above' | 'below' | null;
}

interface PostedRow {
  customer_id: string;
  currency: string;
  balance_before: string;
  balance: string;
  refusal: 'currency' | PostedAccount['refusal'];
}

const POST = `
  SELECT * FROM account_post($1::jsonb,
    ROW($2::text, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz, $8::date)::account_occasion,
    $9::numeric, $10::numeric)`;

/**
 * Posts entries to customers' accounts: locks, checks, inserts and updates the balances in one statement, which is
 * also all it costs. The caller throws on a refusal, so that the transaction is given up.
 * Locks the accounts, by customer. Throws AccountCurrencyMismatch.
 */
export async function postToAccounts(
  tx: Tx,
  postings: readonly AccountPosting[],
  occasion: AccountOccasion,
  { lowest, highest }: BalanceBounds = {},
): Promise<PostedAccount[]> {
  const rows = await query<PostedRow>(tx, POST, [
    JSON.stringify(postings.map((posting) => ({ ...posting, amount: posting.amount.toFixed() }))),
    occasion.currency,
    occasion.actor_id,
    occasion.employee_id,
    occasion.location_id,
    occasion.register_id,
    occasion.occurred_at,
    occasion.business_date,
    lowest?.toFixed() ?? null,
    highest?.toFixed() ?? null,
  ]);
  return rows.map(({ refusal, ...row }) => {
    if (refusal === 'currency') {
      throw new AccountCurrencyMismatch(row.customer_id, row.currency, occasion.currency);
    }
    return {
      ...row,
      balance_before: new Decimal(row.balance_before),
      balance: new Decimal(row.balance),
      refusal,
    };
  });
}

/** One entry of a customer who may not have an account yet. Throws NotFound for one who does not exist. */
export async function postToCustomer(
  tx: Tx,
  posting: AccountPosting & { customer_id: string },
  occasion: AccountOccasion,
  bounds?: BalanceBounds,
): Promise<PostedAccount> {
  const [account] = await postToAccounts(tx, [posting], occasion, bounds).catch((error: unknown) => {
    if (!violates(error, 'fk_customer_accounts_customer')) throw error;
    throw new NotFound('customer', posting.customer_id);
  });
  return account!;
}
