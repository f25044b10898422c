import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import type { SellingPlace } from '../../locations/index.js';
import type { PointsSummary } from '../../loyalty/index.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleCompleted } from '../events/sale-completed.event.js';
import { ReceiptBook, type IssuedReceipt } from './receipt-book.js';
import { receiptDraft, type PrintedTender } from './receipt-draft.js';

export interface CompletedSale {
  sale: Sale;
  items: readonly SaleItem[];
  tenders: readonly PrintedTender[];
  points: PointsSummary | null;
}

/** The last step of every sale: its receipt and the word that it happened. */
@Injectable()
export class SaleCompletion {
  constructor(
    private readonly receipts: ReceiptBook,
    private readonly events: Events,
  ) {}

  /** Issues the receipt of a sale that is paid in full and publishes SaleCompleted. Locks the number series. */
  async complete(
    tx: Tx,
    place: SellingPlace,
    { sale, items, tenders, points }: CompletedSale,
  ): Promise<IssuedReceipt> {
    const ids = { kind: 'sale' as const, sale_id: sale.id, return_id: null, reference: null };
    const document = { ...sale, ...ids, points };
    const draft = receiptDraft(place, document, items, tenders, sale.completed_at ?? sale.created_at);
    const receipt = await this.receipts.issue(tx, sale.register_id, draft);
    await this.events.publish(
      tx,
      new SaleCompleted({
        sale_id: sale.id,
        location_id: sale.location_id,
        register_id: sale.register_id,
        customer_id: sale.customer_id,
        receipt_number: receipt.number,
        total_amount: sale.total_amount.toNumber(),
        currency: sale.currency,
        business_date: sale.business_date,
      }),
    );
    return receipt;
  }
}
