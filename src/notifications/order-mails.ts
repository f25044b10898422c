import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '../common/jobs/events.js';
import { OrderPdf, PURCHASE_ORDER_SENT, type PurchaseOrderSent } from '../purchasing/index.js';
import type { Mail } from './mailer.js';
import { Outbox } from './outbox.js';

/** Mails orders to their suppliers. */
@Injectable()
export class OrderMails implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly orders: OrderPdf,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.events.subscribe<PurchaseOrderSent>(
      PURCHASE_ORDER_SENT,
      'notifications:mail_order',
      (event, eventId) => this.outbox.sendOnce(`purchase_order:${eventId}`, () => this.compose(event)),
    );
  }

  private async compose({ order_id, recipient }: PurchaseOrderSent): Promise<Mail> {
    const file = await this.orders.print(order_id);
    const text = [
      `To ${file.supplier_name}`,
      `Please find our order ${file.number} attached.`,
      `Kind regards\n${file.sender_name}`,
    ].join('\n\n');
    return {
      to: recipient,
      subject: `Purchase order ${file.number}`,
      text,
      attachments: [{ name: file.name, type: 'application/pdf', content: file.content }],
    };
  }
}
