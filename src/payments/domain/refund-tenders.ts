import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import { checkTenders, fieldsUnder } from './check-tenders.js';
import type { RefundTender } from './plan-refund.js';
import { RefundTendersMismatch, TenderRefused } from './tender.errors.js';

export interface RefundRules {
  /** Decimal digits of the currency. */
  digits: number;
  cash_rounding?: Decimal | null;
  /** Path of the refund tenders in the request: 'refunds' unless said otherwise. */
  path?: string;
  /** True when a sale is taken back: what came from a customer's own ledger can go back there. */
  customer?: boolean;
}

/** Throws TenderRefused naming every refund tender of a wrong method, sign or precision. */
export function assertRefundTenders(tenders: readonly RefundTender[], rules: RefundRules): void {
  const errors = checkTenders(tenders, rules, fieldsUnder(rules.path ?? 'refunds'));
  if (errors.length > 0) throw new TenderRefused(errors);
}

/** Throws RefundTendersMismatch unless they sum to `amount`; with cash among them, to within one coin of it. */
export function assertSumOf(tenders: readonly RefundTender[], amount: Decimal, rules: RefundRules): void {
  const offered = sum(tenders.map((tender) => tender.amount));
  const coin = tenders.some((tender) => tender.payment_method === 'cash')
    ? (rules.cash_rounding ?? ZERO)
    : ZERO;
  const difference = offered.minus(amount).abs();
  if (difference.isZero() || difference.lt(coin)) return;
  throw new RefundTendersMismatch(rules.path ?? 'refunds', offered.toFixed(), amount.toFixed());
}
