import type { DomainEvent } from '../../common/jobs/events.js';

/** A sale was paid in full and its receipt issued. */
export class SaleCompleted implements DomainEvent {
  static readonly type = 'sales.sale_completed';
  readonly type = SaleCompleted.type;
  readonly sale_id: string;
  readonly location_id: string;
  readonly register_id: string;
  readonly customer_id: string | null;
  readonly receipt_number: string;
  readonly total_amount: number;
  readonly currency: string;
  readonly business_date: string;

  constructor(facts: Omit<SaleCompleted, 'type'>) {
    Object.assign(this, facts);
  }
}
