import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { Decimal } from '../../common/money/decimal.js';
import { StockLedger } from '../../inventory/index.js';
import type { SellingPlace } from '../../locations/index.js';
import type { EarningLine, PointsSummary } from '../../loyalty/index.js';
import { PaymentLedger, type AccountTerms, type RecordedPayment, type Tender } from '../../payments/index.js';
import type { PromotionUse } from '../../pricing/index.js';
import { costsOf } from '../domain/line-costs.js';
import { movedLots } from '../domain/moved-lots.js';
import { inFieldsOf, type Picks } from '../domain/named-goods.js';
import { leavingGoods, pathsOf, stockBack } from '../domain/stock-lines.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import type { IssuedReceipt } from './receipt-book.js';
import { payableSale, takenAsPoints } from './payable-sale.js';
import { SaleBenefits } from './sale-benefits.js';
import { SaleCompletion } from './sale-completion.js';
import { insertSale } from './sale-rows.js';
import { insertSoldLots } from './lot-rows.js';

export interface SaleDraft {
  place: SellingPlace;
  sale: Sale;
  items: SaleItem[];
  tenders: Tender[];
  /** Which goods the lines name. */
  picks: Picks;
  /** The promotions that its prices used. */
  uses: readonly PromotionUse[];
  /** What points are earned on once it is completed. */
  earning: readonly EarningLine[];
  /** The customer's; absent for an anonymous sale. */
  account?: AccountTerms;
}

/** Lines whose goods leave the shelf, and which goods they name. */
export interface LeavingGoods {
  items: readonly SaleItem[];
  picks: Picks;
  /** How many lines the cart has besides, for errors of their fields. */
  lines_before?: number;
}

/** The lines with the batches and serial numbers that left, and what each cost. */
export interface IssuedGoods {
  items: SaleItem[];
  costs: ReadonlyMap<string, Decimal>;
}

export interface PostedSale {
  sale: Sale;
  items: SaleItem[];
  payments: RecordedPayment[];
  receipt: IssuedReceipt | null;
  /** Cost from the layers by line id; lines that take no stock are absent. */
  costs: ReadonlyMap<string, Decimal>;
  /** Of a member. */
  points: PointsSummary | null;
}

/**
 * Writes a sale and everything it moves. Locks, always in this order: sale → stock levels (by product) and their
 * layers → promotions and their counters → loyalty member → customer account → payments and journal → number series →
 * receipt. Each step is one statement, however many lines.
 */
@Injectable()
export class SalePosting {
  constructor(
    private readonly stock: StockLedger,
    private readonly benefits: SaleBenefits,
    private readonly payments: PaymentLedger,
    private readonly completion: SaleCompletion,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Posts a new sale; its status says whether it is completed. Throws SaleAlreadyExists, InsufficientStock,
   * PromotionExhausted, LoyaltyRefused and what the payment ledger refuses (TenderRefused, CREDIT_…).
   */
  async post(tx: Tx, caller: Caller, draft: SaleDraft): Promise<PostedSale> {
    const { place } = draft;
    const order_number = await insertSale(tx, draft.sale, draft.items);
    const sale: Sale = { ...draft.sale, order_number };
    const { items, costs } = await this.issueStock(tx, place, sale, draft);
    await this.benefits.redeem(tx, sale, draft.uses);
    const points = await this.settlePoints(tx, draft);
    const payments = await this.takeMoney(tx, { ...draft, sale });
    const receipt =
      sale.status === 'completed'
        ? await this.completion.complete(tx, place, { sale, items, tenders: payments, points })
        : null;
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
    return { sale, items, payments, receipt, costs, points };
  }

  private settlePoints(tx: Tx, { sale, tenders, earning }: SaleDraft): Promise<PointsSummary | null> {
    const paid = takenAsPoints(tenders);
    const isCompleted = sale.status === 'completed';
    const step = { paid_now: paid, paid_in_all: paid, earning: isCompleted ? earning : null };
    const { cashier_id: actor_id, occurred_at, business_date } = sale;
    return this.benefits.settle(tx, sale, step, { actor_id, occurred_at, business_date });
  }

  private async takeMoney(tx: Tx, { sale, place, tenders, account }: SaleDraft): Promise<RecordedPayment[]> {
    if (tenders.length === 0) return [];
    const payable = payableSale(sale, place, { due: sale.total_amount, account });
    return (await this.payments.record(tx, payable, tenders)).payments;
  }

  /** Takes the stock of lines. One statement, and one more for goods with batches or serial numbers. */
  async issueStock(
    tx: Tx,
    place: { location_id: string; allow_negative_stock: boolean },
    sale: Sale,
    { items, picks, lines_before }: LeavingGoods,
  ): Promise<IssuedGoods> {
    const lines = leavingGoods(items, picks);
    if (lines.length === 0) return { items: [...items], costs: new Map() };
    const source = {
      type: 'sale',
      id: sale.id,
      occurred_at: sale.occurred_at,
      business_date: sale.business_date,
      actor_id: sale.cashier_id,
    };
    const issued = await inFieldsOf(pathsOf(items, lines_before), () =>
      this.stock.issue(tx, place, lines, source),
    );
    const costs = costsOf(items, new Map(issued.lines.map((line) => [line.line_id, line.cost])));
    return { items: await insertSoldLots(tx, items, movedLots(issued.taken)), costs };
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
      .flatMap((item) => stockBack(item, item.returned_quantity, item.quantity.minus(item.returned_quantity)))
      .map((back) => ({ ...back, line_id: newId() }));
    if (lines.length === 0) return;
    await this.stock.reverse(tx, place, lines, { kind: 'void', type: 'void', id: sale.id, ...move });
  }
}
