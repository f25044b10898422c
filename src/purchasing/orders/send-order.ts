import { Injectable } from '@nestjs/common';
import { InvalidField } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { Events } from '../../common/jobs/events.js';
import { AppConfig } from '../../config/app-config.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { SupplierQueries } from '../../partners/index.js';
import { PURCHASE_ORDER_SENT, type PurchaseOrderSent } from '../events.js';
import { DocumentStateForbids } from '../purchasing.errors.js';
import { ORDER } from '../shared/document-types.js';
import type { SendOrderDto } from './dto/confirm-order.dto.js';
import type { PurchaseOrderResponse } from './dto/purchase-order.response.js';
import { OrderStore } from './order-store.js';

/** Sends orders to their suppliers, by mail if that is wanted. */
@Injectable()
export class SendOrder {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly suppliers: SupplierQueries,
    private readonly events: Events,
    private readonly config: AppConfig,
    private readonly store: OrderStore,
  ) {}

  /**
   * An order that was sent already can be mailed once more. Throws MAIL_NOT_CONFIGURED when mail is asked for and there
   * is no SMTP server, EMAIL_REQUIRED when nobody knows the supplier's address.
   */
  execute(
    write: WriteRequest,
    id: string,
    { email, comment }: SendOrderDto,
    version?: number,
  ): Promise<WriteOutcome<PurchaseOrderResponse>> {
    const isMailed = email !== undefined && email !== null && email !== false;
    if (isMailed && this.config.mail === undefined) {
      throw new DocumentStateForbids('MAIL_NOT_CONFIGURED', 'No mail can be sent: SMTP_URL is not set.');
    }
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, ORDER, version);
      const { order } = await this.store.parts(tx, document);
      if (order.sent_at === null) {
        const request = { id, type: ORDER, to_meaning: 'sent' as const, comment: comment ?? undefined };
        await this.workflow.transition(tx, write, request);
      }
      if (isMailed) {
        const supplier = (await this.suppliers.supplierForPurchase(tx, document.partner_id!))!;
        const recipient = email === true ? supplier.email : email;
        if (recipient === null) {
          const message = `${supplier.name} has no e-mail address.`;
          throw new InvalidField('email', 'EMAIL_REQUIRED', message);
        }
        const event = { type: PURCHASE_ORDER_SENT, order_id: id, recipient } as const;
        await this.events.publish<PurchaseOrderSent>(tx, event);
      }
      return this.store.response(tx, id, write.actor);
    });
  }
}
