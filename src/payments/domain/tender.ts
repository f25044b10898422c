import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from './payment-method.js';
import type { TenderStatus } from './payment-status.js';

/** What a customer offers towards a sale, in major units of the sale's currency. */
export interface Tender {
  payment_method: PaymentMethod;
  /** Meant for the sale. For cash it may be more than is due: the rest is change. */
  amount: Decimal;
  /** Cash handed over, when it is more than `amount`. */
  tendered?: Decimal | null;
  /** The till's or customer's own number: a check number, a slip number. */
  reference_number?: string | null;
  /** The payment provider's number. */
  transaction_id?: string | null;
  /** Absent means completed. Only completed tenders pay. */
  status?: TenderStatus;
}

/** A tender after settling: `tendered` = `amount` + `change_amount`. */
export interface SettledTender {
  payment_method: PaymentMethod;
  /** What the sale gets of it. */
  amount: Decimal;
  tendered: Decimal;
  change_amount: Decimal;
  reference_number: string | null;
  transaction_id: string | null;
  status: TenderStatus;
}

/** How tenders meet what is due. Always: `paid` + `remaining` = due + `rounding`. */
export interface Settlement {
  /** In the order they are taken: cash last. */
  tenders: SettledTender[];
  /** Σ amount of the completed tenders. */
  paid: Decimal;
  /** Cash to give back. */
  change: Decimal;
  /** Still due. */
  remaining: Decimal;
  /** What cash rounding added to (or, negative, took off) the amount due. */
  rounding: Decimal;
}

export interface SettlementRules {
  /** Decimal digits of the currency. */
  digits: number;
  /** The smallest cash amount in use, such as 0.05; null or absent when every cent exists. */
  cash_rounding?: Decimal | null;
  /** Path of the tenders in the request, for error messages; '' when the request is itself the one tender. */
  path?: string;
  /** True when the customer is known: `on_account` and `loyalty_points` are drawn on a customer's own ledger. */
  customer?: boolean;
}
