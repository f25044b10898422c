import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { MoneyMove, MoneyPlace } from '../ledger/ledger-requests.js';

/** An entry that belongs to no sale; `amount` is signed. */
export interface ManualEntry extends MoneyMove, MoneyPlace {
  /** Absent: a new one. */
  id?: string;
  kind: 'cash_in' | 'cash_out' | 'account_payment' | 'reversal';
  payment_method: PaymentMethod;
  amount: Decimal;
  currency: string;
  reverses_id: string | null;
  reference: string | null;
  reason: string | null;
}

const POST = `
  INSERT INTO money_journal (id, kind, location_id, register_id, payment_method, amount, currency, reverses_id,
    actor_id, employee_id, reference, reason, occurred_at, business_date)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** Appends one entry and answers its id. */
export async function postEntry(tx: Tx, entry: ManualEntry): Promise<string> {
  const id = entry.id ?? newId();
  await query(tx, POST, [
    id,
    entry.kind,
    entry.location_id,
    entry.register_id,
    entry.payment_method,
    entry.amount.toFixed(),
    entry.currency,
    entry.reverses_id,
    entry.actor_id,
    entry.employee_id,
    entry.reference,
    entry.reason,
    entry.occurred_at,
    entry.business_date,
  ]);
  return id;
}
