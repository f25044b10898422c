import type { Tx } from '../../common/database/tx.js';
import { chargeAccount } from '../accounts/charge-account.js';
import type { PayableSale } from './ledger-requests.js';
import type { NumberedTender } from './record-payments.js';

/** Charges what is taken on account to the customer; nothing, at no cost, when none is. Pending tenders charge later. */
export async function chargeTenders(
  tx: Tx,
  sale: PayableSale,
  tenders: readonly NumberedTender[],
): Promise<void> {
  const charges = tenders
    .filter(({ payment_method, status }) => payment_method === 'on_account' && status === 'completed')
    .map(({ id, journal_id, amount, reference_number, transaction_id }) => ({
      ...{ payment_id: id, journal_id, amount },
      reference: reference_number ?? transaction_id,
    }));
  if (charges.length > 0 && sale.account !== undefined) await chargeAccount(tx, sale.account, sale, charges);
}
