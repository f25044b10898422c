import type { DomainEvent } from '../common/jobs/events.js';

export const PURCHASE_ORDER_SENT = 'purchasing.order_sent';

/** An order was sent to its supplier and is to be mailed to this address. */
export interface PurchaseOrderSent extends DomainEvent {
  readonly type: typeof PURCHASE_ORDER_SENT;
  readonly order_id: string;
  readonly recipient: string;
}
