import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import type { StockSource } from '../../inventory/index.js';
import type { SellingPlace } from '../../locations/index.js';
import type { RefundEntry } from '../../payments/index.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';
import { GoodsReturned } from '../events/goods-returned.event.js';
import { ReceiptBook, type IssuedReceipt } from './receipt-book.js';
import { receiptDraft } from './receipt-draft.js';
import { insertReturn } from './return-rows.js';
import { ZERO } from '../../common/money/decimal.js';

/** What both kinds of return write: the document, its receipt, the word that it happened. */
@Injectable()
export class ReturnPosting {
  constructor(
    private readonly receipts: ReceiptBook,
    private readonly events: Events,
    private readonly audit: AuditTrail,
  ) {}

  /** How the stock ledger knows a return. */
  source(document: SaleReturn): StockSource {
    const { id, occurred_at, business_date, actor_id, reason } = document;
    return {
      type: 'return',
      kind: 'sale_return',
      id,
      occurred_at,
      business_date,
      actor_id,
      ...(reason === null ? {} : { reason }),
    };
  }

  /**
   * Writes the return after its stock and money moved: the rows, the audit entry, then the receipt from the
   * register's series (locked until commit) and the event.
   */
  async conclude(
    tx: Tx,
    caller: Caller,
    place: SellingPlace,
    { document, items, refunds, reference }: ConcludedReturn,
  ): Promise<IssuedReceipt> {
    await insertReturn(tx, document, items);
    await this.audit.record(tx, caller, {
      action: document.sale_id === null ? 'return.blind' : 'return.created',
      subject_type: 'sale_return',
      subject_id: document.id,
      after: { sale_id: document.sale_id, total_amount: document.total_amount, reason: document.reason },
    });
    const printed = {
      ...document,
      kind: 'return' as const,
      return_id: document.id,
      reference,
      cashier_id: document.actor_id,
      change_amount: ZERO,
    };
    const lines = items.map((item) => ({ ...item, discount_amount: ZERO }));
    const draft = receiptDraft(place, printed, lines, refunds, document.created_at);
    const receipt = await this.receipts.issue(tx, document.register_id, draft);
    await this.events.publish(
      tx,
      new GoodsReturned({
        return_id: document.id,
        sale_id: document.sale_id,
        location_id: document.location_id,
        total_amount: document.total_amount.toNumber(),
        currency: document.currency,
      }),
    );
    return receipt;
  }
}

export interface ConcludedReturn {
  document: SaleReturn;
  items: SaleReturnItem[];
  refunds: RefundEntry[];
  /** Number of the receipt that this return takes back, if it is known. */
  reference: string | null;
}
