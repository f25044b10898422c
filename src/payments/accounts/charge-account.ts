import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import { addDays } from '../domain/due-date.js';
import { CreditBlocked, CreditLimitExceeded } from './account.errors.js';
import { postToAccounts, type AccountOccasion } from './account-posting.js';
import type { AccountTerms } from '../ledger/ledger-requests.js';

/** A tender on account, with the ids of the payment and journal entry that are stored beside the charge. */
export interface AccountCharge {
  payment_id: string;
  journal_id: string;
  amount: Decimal;
  reference: string | null;
}

/**
 * Charges the customer of a sale, within their limit. One statement; locks the account.
 * Throws CreditBlocked, CreditLimitExceeded, AccountCurrencyMismatch (409).
 */
export async function chargeAccount(
  tx: Tx,
  terms: AccountTerms,
  occasion: AccountOccasion & { sale_id: string },
  charges: readonly AccountCharge[],
): Promise<void> {
  const { customer_id, credit_limit, payment_delay_days } = terms;
  if (terms.is_credit_blocked) throw new CreditBlocked(customer_id);
  const limit = credit_limit ?? ZERO;
  const due_date = addDays(occasion.business_date, payment_delay_days);
  const postings = charges.map((charge) => ({
    id: newId(),
    customer_id,
    kind: 'charge' as const,
    ...charge,
    sale_id: occasion.sale_id,
    due_date,
  }));
  const [account] = await postToAccounts(tx, postings, occasion, { highest: limit });
  if (account!.refusal === null) return;
  const requested = sum(charges.map((charge) => charge.amount));
  throw new CreditLimitExceeded({ customer_id, limit, balance: account!.balance_before, requested });
}
