import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { AmountTooPrecise } from '../payments.errors.js';
import { postToCustomer } from './account-posting.js';
import type { AccountAdjustment, AdjustedAccount } from './account-requests.js';

/** Posts a correction without money. One statement; locks the account. */
export async function adjustAccount(tx: Tx, adjustment: AccountAdjustment): Promise<AdjustedAccount> {
  const { customer_id, amount, digits, reason, reference = null, due_date, ...move } = adjustment;
  if (amount.decimalPlaces() > digits) throw new AmountTooPrecise('amount', digits);
  const entry_id = newId();
  const due = due_date === undefined ? {} : { due_date };
  const posting = {
    id: entry_id,
    kind: 'adjustment' as const,
    customer_id,
    amount,
    reason,
    reference,
    ...due,
  };
  const occasion = { ...move, location_id: null, register_id: null };
  const { balance_before, balance } = await postToCustomer(tx, posting, occasion);
  return { entry_id, balance_before, balance };
}
