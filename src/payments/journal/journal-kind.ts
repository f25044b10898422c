/** Why money moved. payment, refund and void belong to sales; the rest are entered by hand. */
export const JOURNAL_KINDS = ['payment', 'refund', 'void', 'cash_in', 'cash_out', 'reversal'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];
