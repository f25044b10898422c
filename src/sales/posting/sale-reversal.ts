import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import type { Tx } from '../../common/database/tx.js';
import { Events } from '../../common/jobs/events.js';
import { businessDate } from '../../common/time/business-date.js';
import { PaymentLedger } from '../../payments/index.js';
import { NO_MONEY_BACK, moneyOfVoid } from '../domain/points-refund.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleVoided } from '../events/sale-voided.event.js';
import { SaleReads } from '../queries/sale-reads.js';
import { ReceiptBook } from './receipt-book.js';
import { receiptDraft } from './receipt-draft.js';
import { SaleBenefits } from './sale-benefits.js';
import { SalePosting } from './sale-posting.js';

/**
 * The way back of `SalePosting`: stored lines, layers, promotions, points and tenders are reversed by their ids, never
 * re-priced, in the same order of locks.
 */
@Injectable()
export class SaleReversal {
  constructor(
    private readonly reads: SaleReads,
    private readonly posting: SalePosting,
    private readonly benefits: SaleBenefits,
    private readonly payments: PaymentLedger,
    private readonly receipts: ReceiptBook,
    private readonly events: Events,
  ) {}

  /** Gives stock and money of a whole sale back; a void gets a receipt of its own. The caller holds the sale's lock. */
  async undo(
    tx: Tx,
    caller: Caller,
    sale: Sale,
    { isVoid, now, reason }: { isVoid: boolean; now: Date; reason: string | null },
  ): Promise<void> {
    const place = await this.reads.place(tx, sale);
    const items = await this.reads.store.items(tx, sale.id);
    const move = {
      actor_id: caller.actor.id,
      employee_id: caller.actor.employee_id ?? null,
      occurred_at: now,
      business_date: businessDate(now, sale.time_zone),
      ...(reason === null ? {} : { reason }),
    };
    await this.posting.reverseStock(tx, place, sale, items, move);
    await this.benefits.takeBack(tx, sale, {
      ...move,
      document_id: sale.id,
      kind: 'void',
      lines: 'all',
      ...(sale.customer_id === null ? NO_MONEY_BACK : moneyOfVoid(await this.payments.forSale(tx, sale.id))),
    });
    const { refunds } = await this.payments.voidAll(tx, {
      sale_id: sale.id,
      location_id: sale.location_id,
      register_id: sale.register_id,
      ...move,
    });
    if (!isVoid) return;

    const original = await this.reads.store.receipt(tx, sale.id);
    const document = {
      ...sale,
      ...move,
      kind: 'void' as const,
      sale_id: sale.id,
      return_id: null,
      reference: original?.number ?? null,
    };
    await this.receipts.issue(tx, sale.register_id, receiptDraft(place, document, items, refunds, now));
    await this.events.publish(
      tx,
      new SaleVoided({
        sale_id: sale.id,
        location_id: sale.location_id,
        total_amount: sale.total_amount.toNumber(),
        currency: sale.currency,
      }),
    );
  }
}
