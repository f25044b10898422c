export const SALE_STATUSES = ['pending', 'completed', 'cancelled', 'refunded', 'partially_refunded'] as const;
export type SaleStatus = (typeof SALE_STATUSES)[number];

const NEXT: Readonly<Record<SaleStatus, readonly SaleStatus[]>> = {
  pending: ['completed', 'cancelled'],
  completed: ['refunded', 'partially_refunded', 'cancelled'], // cancelled = voided
  partially_refunded: ['refunded', 'partially_refunded'],
  refunded: [],
  cancelled: [],
};

export function canBecome(from: SaleStatus, to: SaleStatus): boolean {
  return NEXT[from].includes(to);
}
