import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { ZERO } from '../../common/money/decimal.js';
import { checkTenders, fieldsUnder } from '../domain/check-tenders.js';
import { isOfCustomer } from '../domain/payment-method.js';
import { TenderRefused } from '../domain/tender.errors.js';
import { postEntry } from '../journal/journal-posting.js';
import { postToCustomer } from './account-posting.js';
import type { AccountReceipt, ReceivedOnAccount } from './account-requests.js';

function assertTender(receipt: AccountReceipt): void {
  const field = fieldsUnder('');
  const errors = checkTenders([receipt], { digits: receipt.digits, customer: true }, field);
  if (isOfCustomer(receipt.payment_method)) {
    const message = 'What is owed is paid with money.';
    errors.push({ field: 'payment_method', code: 'PAYMENT_METHOD_NOT_ALLOWED', message });
  }
  if (errors.length > 0) throw new TenderRefused(errors);
}

/** Credits the account and posts the money. Two statements; locks the account. */
export async function receiveOnAccount(tx: Tx, receipt: AccountReceipt): Promise<ReceivedOnAccount> {
  assertTender(receipt);
  const { customer_id, amount, reference_number: reference = null, reason = null } = receipt;
  const ids = { journal_id: newId(), entry_id: newId() };
  const posting = {
    id: ids.entry_id,
    kind: 'payment' as const,
    amount: amount.neg(),
    ...{ journal_id: ids.journal_id, reference, reason },
  };
  const bounds = receipt.allow_prepayment === true ? {} : { lowest: ZERO };
  const { balance_before, balance, refusal } = await postToCustomer(
    tx,
    { ...posting, customer_id },
    receipt,
    bounds,
  );
  if (refusal !== null) {
    const message = `Only ${balance_before.gt(0) ? balance_before.toFixed() : '0'} is owed; allow_prepayment takes more.`;
    throw new TenderRefused([{ field: 'amount', code: 'OVERPAYMENT', message }]);
  }
  await postEntry(tx, {
    ...receipt,
    id: ids.journal_id,
    kind: 'account_payment',
    reverses_id: null,
    reference,
    reason,
  });
  const change_amount = (receipt.tendered ?? amount).minus(amount);
  return { ...ids, change_amount, balance_before, balance };
}
