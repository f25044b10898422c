import type { DomainEvent } from '../../common/jobs/events.js';

/** Goods came back and money went out. `sale_id` is null for a blind return. */
export class GoodsReturned implements DomainEvent {
  static readonly type = 'sales.goods_returned';
  readonly type = GoodsReturned.type;
  readonly return_id: string;
  readonly sale_id: string | null;
  readonly location_id: string;
  readonly total_amount: number;
  readonly currency: string;

  constructor(facts: Omit<GoodsReturned, 'type'>) {
    Object.assign(this, facts);
  }
}
