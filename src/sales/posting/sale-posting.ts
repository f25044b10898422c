import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { Decimal } from '../../common/money/decimal.js';
import { StockLedger } from '../../inventory/index.js';
import type { SellingPlace } from '../../locations/index.js';
import { PaymentLedger, type RecordedPayment, type Tender } from '../../payments/index.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import type { IssuedReceipt } from './receipt-book.js';
import { payableSale } from './payable-sale.js';
import { SaleCompletion } from './sale-completion.js';
import { insertSale } from './sale-rows.js';

export interface SaleDraft {
  place: SellingPlace;
  sale: Sale;
  items: SaleItem[];
  tenders: Tender[];
}

export interface PostedSale {
  sale: Sale;
  payments: RecordedPayment[];
  receipt: IssuedReceipt | null;
  /** Cost from the layers by line id; lines that take no stock are absent. */
  costs: ReadonlyMap<string, Decimal>;
}

/**
 * Writes a sale and everything it moves. Locks, always in this order: sale → stock levels (by product) and their
 * layers → payments → number series → receipt. Each step is one statement, however many lines.
 */
@Injectable()
export class SalePosting {
  constructor(
    private readonly stock: StockLedger,
    private readonly payments: PaymentLedger,
    private readonly completion: SaleCompletion,
    private readonly audit: AuditTrail,
  ) {}

  /** Posts a new sale; its status says whether it is completed. Throws InsufficientStock, SaleAlreadyExists. */
  async post(tx: Tx, caller: Caller, draft: SaleDraft): Promise<PostedSale> {
    const { place, items, tenders } = draft;
    const order_number = await insertSale(tx, draft.sale, items);
    const sale: Sale = { ...draft.sale, order_number };
    const costs = await this.issueStock(tx, place, sale, items);
    const payments =
      tenders.length === 0
        ? []
        : (await this.payments.record(tx, payableSale(sale, place, sale.total_amount), tenders)).payments;
    const receipt =
      sale.status === 'completed' ? await this.completion.complete(tx, place, sale, items, payments) : null;
    await this.audit.record(tx, caller, {
      action: sale.status === 'completed' ? 'sale.completed' : 'sale.created',
      subject_type: 'sale',
      subject_id: sale.id,
      after: {
        order_number,
        receipt_number: receipt?.number ?? null,
        total_amount: sale.total_amount,
        overrides: items
          .filter((item) => item.is_override)
          .map(({ line_number, base_price, unit_price, discount_amount }) => ({
            line_number,
            base_price,
            unit_price,
            discount_amount,
          })),
      },
    });
    return { sale, payments, receipt, costs };
  }

  /** Takes the stock of lines; answers the cost of each. */
  async issueStock(
    tx: Tx,
    place: { location_id: string; allow_negative_stock: boolean },
    sale: Sale,
    items: readonly SaleItem[],
  ): Promise<ReadonlyMap<string, Decimal>> {
    const stocked = items.filter((item) => item.is_stocked);
    if (stocked.length === 0) return new Map();
    const lines = stocked.map(({ id, product_id, quantity }) => ({ line_id: id, product_id, quantity }));
    const source = {
      type: 'sale',
      id: sale.id,
      occurred_at: sale.occurred_at,
      business_date: sale.business_date,
      actor_id: sale.cashier_id,
    };
    const issued = await this.stock.issue(tx, place, lines, source);
    return new Map(issued.lines.map((line) => [line.line_id, line.cost]));
  }

  /** Gives back, to the layers it came from, all that lines took and that is not back yet. */
  async reverseStock(
    tx: Tx,
    place: { location_id: string; allow_negative_stock: boolean },
    sale: Sale,
    items: readonly SaleItem[],
    move: { occurred_at: Date; business_date: string; actor_id: string; reason?: string },
  ): Promise<void> {
    const lines = items
      .filter((item) => item.is_stocked)
      .map((item) => ({
        source_line_id: item.id,
        line_id: newId(),
        quantity: item.quantity.minus(item.returned_quantity),
      }))
      .filter((line) => line.quantity.isPositive() && !line.quantity.isZero());
    if (lines.length === 0) return;
    await this.stock.reverse(tx, place, lines, { kind: 'void', type: 'void', id: sale.id, ...move });
  }
}
