import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { DocumentPosting } from '../../documents/index.js';
import {
  StockLedger,
  type LedgerPlace,
  type StockReceiptLine,
  type StockSource,
} from '../../inventory/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { netUnitPrice } from '../domain/line-amounts.js';
import { qualityStatus } from '../domain/quality.js';
import { OrderProgress, type LineDelivered } from '../orders/order-progress.js';
import { forgetPrices, recordPrices } from '../prices/price-book.js';
import type { PurchasePrice } from '../prices/purchase-price.entity.js';
import { RejectedGoods } from '../returns/rejected-goods.js';
import { RECEIPT } from '../shared/document-types.js';
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { DeliveryReceipt } from './delivery-receipt.entity.js';
import { LandedAllocation } from './landed-costs/landed-allocation.js';
import { readReceipt, readReceiptLines, saveReceipt, saveReceiptLines } from './receipt-rows.js';

/** What a delivery line brings into stock: base units of what was accepted, at exactly what it cost. */
export function receivedStock(line: DeliveryReceiptLine): StockReceiptLine {
  return {
    line_id: line.id,
    product_id: line.product_id,
    quantity: line.accepted_quantity.times(line.unit_factor),
    total_cost: line.net_amount.plus(line.landed_amount),
    batch_number: line.batch_number ?? undefined,
    expiry_date: line.expiry_date ?? undefined,
    serial_numbers: line.serial_numbers.length === 0 ? undefined : line.serial_numbers,
  };
}

function deliveredOf(lines: readonly DeliveryReceiptLine[]): LineDelivered[] {
  return lines.flatMap(
    ({ order_id, order_line_id, received_quantity: received, rejected_quantity: rejected }) =>
      order_id === null || order_line_id === null ? [] : [{ order_id, order_line_id, received, rejected }],
  );
}

function sourceOf({ document, caller, ...posting }: DocumentPosting): StockSource {
  return {
    type: RECEIPT,
    id: document.id,
    occurred_at: posting.occurred_at,
    business_date: posting.business_date,
    actor_id: caller.actor.id,
    reason: posting.comment ?? undefined,
  };
}

/**
 * Writes what completing a delivery means, and takes it back. Locks: the delivery (held already) → its orders by id →
 * stock levels and layers → number series. Each step is one statement, however many lines.
 */
@Injectable()
export class ReceiptPosting {
  constructor(
    private readonly ledger: StockLedger,
    private readonly locations: LocationDirectory,
    private readonly progress: OrderProgress,
    private readonly landed: LandedAllocation,
    private readonly rejected: RejectedGoods,
  ) {}

  /** Throws OverDelivery, ORDER_NOT_RECEIVABLE, and what the ledger refuses (batches, serial numbers, closed periods). */
  async post(tx: Tx, posting: DocumentPosting): Promise<void> {
    const { document, caller } = posting;
    const receipt = (await readReceipt(tx, document.id))!;
    const decided = (await readReceiptLines(tx, document.id)).map(decide);
    await this.progress.add(tx, caller, deliveredOf(decided));
    const done = { ...receipt, received_by: caller.actor.id, received_at: posting.occurred_at };
    const completed = { ...done, quality_status: qualityStatus(decided) };
    await saveReceipt(tx, completed);
    await saveReceiptLines(tx, decided);
    const lines = await this.landed.settle(tx, completed, decided, document.currency);
    const accepted = lines.filter(({ accepted_quantity }) => accepted_quantity.gt(0));
    if (accepted.length > 0) {
      const place = await this.place(tx, posting);
      await this.ledger.receive(tx, place, accepted.map(receivedStock), sourceOf(posting));
    }
    await recordPrices(tx, pricesOf(posting, receipt, accepted));
    await this.rejected.giveBack(tx, caller, document, lines, receipt.prices_include_tax);
  }

  /** Throws ReceiptAlreadyConsumed when goods of it were sold meanwhile. */
  async reverse(tx: Tx, posting: DocumentPosting): Promise<void> {
    const { document, caller } = posting;
    const lines = await readReceiptLines(tx, document.id);
    await this.rejected.keep(tx, caller, document);
    await this.progress.takeBack(tx, caller, deliveredOf(lines));
    const reversed = lines.flatMap((line) => {
      const { line_id: source_line_id, quantity } = receivedStock(line);
      return quantity.isZero() ? [] : [{ source_line_id, line_id: newId(), quantity }];
    });
    if (reversed.length > 0) {
      const source = { ...sourceOf(posting), kind: 'receipt_reversal' as const };
      await this.ledger.reverse(tx, await this.place(tx, posting), reversed, source);
    }
    await forgetPrices(tx, document.id);
  }

  private place(tx: Tx, { document }: DocumentPosting): Promise<LedgerPlace> {
    return this.locations.location(tx, document.location_id ?? undefined);
  }
}

/** What nobody decided about was accepted. */
function decide(line: DeliveryReceiptLine): DeliveryReceiptLine {
  return line.quality_decision === 'pending' ? { ...line, quality_decision: 'accepted' } : line;
}

function pricesOf(
  { document, occurred_at }: DocumentPosting,
  { delivery_date }: DeliveryReceipt,
  lines: readonly DeliveryReceiptLine[],
): PurchasePrice[] {
  return lines.map((line) => ({
    receipt_line_id: line.id,
    product_id: line.product_id,
    supplier_id: document.partner_id!,
    location_id: document.location_id!,
    currency: document.currency,
    net_price: netUnitPrice(line.net_amount, line.accepted_quantity),
    unit_factor: line.unit_factor,
    bought_on: delivery_date,
    bought_at: occurred_at,
  }));
}
