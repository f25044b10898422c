import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import { postToAccounts, type AccountOccasion, type AccountPosting } from './account-posting.js';
import { RefundExceedsCredit } from './account.errors.js';

/** What goes back on a payment that was put on account, beside its entry in the journal. */
export interface AccountCredit {
  payment_id: string;
  journal_id: string;
  /** How it goes back: to the account, or as money although it was bought on account. */
  payment_method: PaymentMethod;
  amount: Decimal;
}

interface CreditedDocument {
  sale_id: string;
  document_id?: string;
  reason?: string;
}

/**
 * Credits the accounts that payments on account were charged to. What goes back as money is credited and paid out at
 * once, which is allowed only when nothing is owed afterwards. One statement; locks the accounts.
 * Throws RefundExceedsCredit (409).
 */
export async function creditAccounts(
  tx: Tx,
  kind: 'refund' | 'void',
  occasion: AccountOccasion,
  document: CreditedDocument,
  credits: readonly AccountCredit[],
): Promise<void> {
  const { sale_id, document_id = null, reason = null } = document;
  const paidOut = credits.filter((credit) => credit.payment_method !== 'on_account');
  const posting = (credit: AccountCredit): AccountPosting => ({
    id: newId(),
    kind,
    amount: credit.amount.neg(),
    ...{ sale_id, document_id, reason, payment_id: credit.payment_id, journal_id: credit.journal_id },
  });
  const postings = [
    ...credits.map(posting),
    ...paidOut.map((credit) => ({ ...posting(credit), kind: 'payment' as const, amount: credit.amount })),
  ];
  const bounds = paidOut.length === 0 ? {} : { highest: ZERO };
  const refused = (await postToAccounts(tx, postings, occasion, bounds)).find(
    ({ refusal }) => refusal !== null,
  );
  if (refused === undefined) return;
  const asked = sum(paidOut.map((credit) => credit.amount));
  throw new RefundExceedsCredit(refused.customer_id, asked, Decimal.max(asked.minus(refused.balance), ZERO));
}
