/**
 * Why money moved. payment, refund and void belong to sales, account_payment to a customer's account; the rest are
 * entered by hand.
 */
export const JOURNAL_KINDS = [
  'payment',
  'refund',
  'void',
  'account_payment',
  'cash_in',
  'cash_out',
  'reversal',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];
