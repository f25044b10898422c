import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { MoneyMove, MoneyPlace } from '../ledger/ledger-requests.js';

/** Why a customer's account moved. */
export const ACCOUNT_ENTRY_KINDS = ['charge', 'payment', 'refund', 'void', 'transfer', 'adjustment'] as const;
export type AccountEntryKind = (typeof ACCOUNT_ENTRY_KINDS)[number];

/** Money that a customer pays towards what they owe. */
export interface AccountReceipt extends MoneyMove, MoneyPlace {
  customer_id: string;
  currency: string;
  /** Decimal digits of the currency. */
  digits: number;
  payment_method: PaymentMethod;
  /** What the account gets, above 0. */
  amount: Decimal;
  /** Cash handed over, when it is more than `amount`: the rest is change. */
  tendered?: Decimal | null;
  reference_number?: string | null;
  reason?: string | null;
  /** Takes more than is owed; the rest stays on the account in the customer's favour. */
  allow_prepayment?: boolean;
}

/** A payment on account as it was stored. */
export interface ReceivedOnAccount {
  /** Of the money journal's entry; `DELETE /transactions/{id}` takes it back. */
  journal_id: string;
  /** Of the account's entry. */
  entry_id: string;
  change_amount: Decimal;
  /** Owed before and after; below 0 the shop owes the customer. */
  balance_before: Decimal;
  balance: Decimal;
}

/** A correction that no money moves with: a debt written off, a balance brought along from elsewhere. */
export interface AccountAdjustment extends MoneyMove {
  customer_id: string;
  currency: string;
  /** Decimal digits of the currency. */
  digits: number;
  /** Plus is owed more, minus less; not 0. */
  amount: Decimal;
  reason: string;
  reference?: string | null;
  /** When a debt added is to be paid; absent: on the business day. */
  due_date?: string;
}

export interface AdjustedAccount {
  entry_id: string;
  balance_before: Decimal;
  balance: Decimal;
}

/** What a customer owes; below 0 the shop owes the customer. */
export interface AccountBalance {
  customer_id: string;
  currency: string;
  balance: Decimal;
}

/** One movement of an account. */
export interface AccountEntryRow {
  id: string;
  kind: AccountEntryKind;
  /** Plus is owed, minus settles. */
  amount: Decimal;
  /** Owed after it, in the order of the statement. */
  balance: Decimal;
  sale_id: string | null;
  payment_id: string | null;
  journal_id: string | null;
  document_id: string | null;
  due_date: string | null;
  reference: string | null;
  reason: string | null;
  actor_id: string | null;
  location_id: string | null;
  register_id: string | null;
  occurred_at: Date;
  business_date: string;
}

/** A page of a statement: business days, both inclusive. */
export interface StatementRequest {
  from: string;
  to: string;
  limit: number;
  /** From the page before. */
  cursor?: string;
}

/** Always: `closing_balance` = `opening_balance` + `debits` − `credits`, over the whole period. */
export interface AccountStatement {
  /** null while nothing was ever put on the account. */
  currency: string | null;
  opening_balance: Decimal;
  /** Σ of what was added to the debt. */
  debits: Decimal;
  /** Σ of what was taken off it. */
  credits: Decimal;
  closing_balance: Decimal;
  entries: AccountEntryRow[];
  next_cursor: string | null;
}

/** Something owed that is not wholly settled: credits settle what was due first. */
export interface OpenItem {
  entry_id: string;
  customer_id: string;
  kind: AccountEntryKind;
  sale_id: string | null;
  payment_id: string | null;
  reference: string | null;
  business_date: string;
  due_date: string;
  /** What was charged, less what went back on it. */
  amount: Decimal;
  /** What of it is still owed. */
  open_amount: Decimal;
}

/** Always, unless the balance is below 0: Σ `open_amount` = `balance`. */
export interface Receivables {
  /** Undefined while nothing was ever put on the account. */
  account: AccountBalance | undefined;
  /** Due first first. */
  items: OpenItem[];
}
