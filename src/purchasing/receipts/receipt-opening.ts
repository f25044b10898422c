import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { RECEIPT } from '../shared/document-types.js';
import { ReceiptDrafting } from './receipt-draft.js';
import type { ReceiptInput } from './receipt-input.js';
import { insertReceipt } from './receipt-rows.js';

export type NewReceipt = Omit<ReceiptInput, 'id'> & { id?: string; notes?: string | null };

/** Opens deliveries in their first status. */
@Injectable()
export class ReceiptOpening {
  constructor(
    private readonly workflow: DocumentWorkflow,
    private readonly drafting: ReceiptDrafting,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws what `ReceiptDrafting.draft` throws. */
  async open(tx: Tx, caller: Caller, { notes, ...asked }: NewReceipt): Promise<DocumentHeader> {
    const input = { ...asked, id: asked.id ?? newId() };
    const { place, supplier, receipt, lines } = await this.drafting.draft(tx, caller, input);
    const orders = new Set(lines.flatMap(({ order_id }) => (order_id === null ? [] : [order_id])));
    const document = await this.workflow.open(tx, caller, {
      id: receipt.id,
      type: RECEIPT,
      location_id: place.location_id,
      partner_id: supplier.id,
      currency: place.currency,
      time_zone: place.time_zone,
      // Its movements happen on the day of the delivery.
      business_date: receipt.delivery_date,
      total_amount: receipt.total,
      notes: notes ?? undefined,
      source_document_id: orders.size === 1 ? [...orders][0] : undefined,
    });
    await insertReceipt(tx, receipt, lines);
    await this.audit.record(tx, caller, {
      action: 'delivery_receipt.created',
      subject_type: RECEIPT,
      subject_id: receipt.id,
      after: { ...receipt, number: document.number, orders: [...orders] },
    });
    return document;
  }
}
