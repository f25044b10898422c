import type { DomainEvent } from '../../common/jobs/events.js';

/** A completed sale was undone as a whole. */
export class SaleVoided implements DomainEvent {
  static readonly type = 'sales.sale_voided';
  readonly type = SaleVoided.type;
  readonly sale_id: string;
  readonly location_id: string;
  readonly total_amount: number;
  readonly currency: string;

  constructor(facts: Omit<SaleVoided, 'type'>) {
    Object.assign(this, facts);
  }
}
