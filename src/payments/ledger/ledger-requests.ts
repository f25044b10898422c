import type { Decimal } from '../../common/money/decimal.js';
import type { PaymentMethod } from '../domain/payment-method.js';
import type { RefundTender } from '../domain/plan-refund.js';
import type { RecordedPayment } from './recorded-payment.js';

/** Who moves the money, and when. */
export interface MoneyMove {
  actor_id: string;
  employee_id: string | null;
  /** The till's time; the server's own is stored beside it. */
  occurred_at: Date;
  /** `occurred_at` as a day in the location's zone, `2026-11-20`. */
  business_date: string;
}

/** At which register money changes hands. */
export interface MoneyPlace {
  location_id: string;
  register_id: string;
}

/** On what terms a customer buys on account. */
export interface AccountTerms {
  customer_id: string;
  /** The most they may owe; null and 0 both mean no credit. */
  credit_limit: Decimal | null;
  is_credit_blocked: boolean;
  /** Days from the business day of a charge to the day it is due. */
  payment_delay_days: number;
}

/** A sale that is being paid. */
export interface PayableSale extends MoneyMove, MoneyPlace {
  sale_id: string;
  currency: string;
  /** Decimal digits of the currency. */
  digits: number;
  /** What is still to be paid, after earlier payments. */
  due: Decimal;
  /** The location's smallest cash amount; null or absent when every cent exists. */
  cash_rounding?: Decimal | null;
  /** Path of the tenders in the request for error messages: 'payments' (default), or '' when the body is the tender. */
  path?: string;
  /** The customer's; absent for an anonymous sale, which takes neither `on_account` nor `loyalty_points`. */
  account?: AccountTerms;
}

/** Always: `paid` + `remaining` = due + `rounding`. */
export interface PaymentOutcome {
  /** As stored, in the order taken: cash last. */
  payments: RecordedPayment[];
  /** Σ amount of the completed ones. */
  paid: Decimal;
  /** Cash to give back. */
  change: Decimal;
  remaining: Decimal;
  /** What cash rounding added to the amount due; negative when it took off. 0 unless cash cleared the sale. */
  rounding: Decimal;
}

/** Money to give back on a sale. */
export interface RefundOrder extends MoneyMove, MoneyPlace {
  sale_id: string;
  digits: number;
  /** What the customer is owed, above 0. */
  amount: Decimal;
  /** Gives back this one payment only. */
  payment_id?: string;
  /** How the customer wants it; absent: the way it was paid, the last payment first. Σ amount = `amount`. */
  tenders?: RefundTender[];
  cash_rounding?: Decimal | null;
  /** The return that causes it; stored with each entry. */
  document_id?: string;
  reason?: string;
  /** Path of the refund tenders in the request: 'refunds' (default). */
  path?: string;
}

/** Money to give back without a sale to charge it to. */
export interface BlindRefund extends MoneyMove, MoneyPlace {
  currency: string;
  digits: number;
  tenders: RefundTender[];
  document_id?: string;
  reason?: string;
  path?: string;
}

/** One entry of money that went back, as a positive amount. */
export interface RefundEntry {
  id: string;
  payment_id: string | null;
  payment_method: PaymentMethod;
  amount: Decimal;
  reference_number: string | null;
  document_id: string | null;
  occurred_at: Date;
}

export interface RefundOutcome {
  refunds: RefundEntry[];
  /** Σ amount of the refunds. */
  refunded: Decimal;
  /** `refunded` − the amount asked: what cash rounding added or, negative, took off. */
  rounding: Decimal;
  /** The payments of the sale that gave money back, with their new status. */
  payments: RecordedPayment[];
}

/** A sale whose payments are all undone. */
export interface VoidOrder extends MoneyMove, MoneyPlace {
  sale_id: string;
  reason?: string;
}

export interface VoidOutcome {
  refunds: RefundEntry[];
  /** Σ amount given back. */
  voided: Decimal;
  payments: RecordedPayment[];
}

/** A pending payment whose answer has come. */
export interface StatusChange extends MoneyMove {
  payment_id: string;
  status: 'completed' | 'failed';
  /** What the sale still lacks; a payment that completes must fit into it. */
  due: Decimal;
  /** The customer's; needed to complete a payment on account, which charges it only now. */
  account?: AccountTerms;
  /** From If-Match. */
  expected_version?: number;
}
