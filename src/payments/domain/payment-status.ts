export const PAYMENT_STATUSES = ['pending', 'completed', 'failed', 'refunded', 'partially_refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** What a till may say of a payment it hands in: taken, still waiting for an answer, or declined. */
export const TENDER_STATUSES = ['pending', 'completed', 'failed'] as const;
export type TenderStatus = (typeof TENDER_STATUSES)[number];

/** True when the money was taken and some of it is still here. */
export function isRefundable(status: PaymentStatus): boolean {
  return status === 'completed' || status === 'partially_refunded';
}
