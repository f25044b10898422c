import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import { ZERO, type Decimal } from '../../common/money/decimal.js';
import { LoyaltyLedger, type EarningLine, type PointsSummary } from '../../loyalty/index.js';
import { PromotionLedger, type HeldUse, type PromotionUse } from '../../pricing/index.js';
import type { Sale } from '../entities/sale.entity.js';

/** Who does it, and when. */
export interface BenefitMove {
  actor_id: string;
  occurred_at: Date;
  business_date: string;
}

export interface PointsStep {
  /** Money taken as points now. */
  paid_now: Decimal;
  /** And in all, with what was taken so before. */
  paid_in_all: Decimal;
  /** What the sale earns on now that it is complete; null while it is not. */
  earning: readonly EarningLine[] | null;
}

/** Lines that come back, by quantity; `returned` includes what came back before. */
export interface LineBack {
  sale_item_id: string;
  returned: Decimal;
  sold: Decimal;
}

export interface BenefitsBack extends BenefitMove {
  document_id: string;
  kind: 'return' | 'void';
  lines: 'all' | readonly LineBack[];
  refunded_amount: Decimal;
  refunded_as_points: Decimal;
}

/**
 * What a sale means to promotions and points. Locks promotions and their counters, then the member, after the stock
 * and before any payment. An anonymous sale costs no statement here unless it used a promotion.
 */
@Injectable()
export class SaleBenefits {
  constructor(
    private readonly promotions: PromotionLedger,
    private readonly points: LoyaltyLedger,
  ) {}

  /** Books the promotions of a new sale. Throws PromotionExhausted (409). */
  redeem(tx: Tx, sale: Sale, uses: readonly PromotionUse[]): Promise<void> {
    const { id, customer_id, cashier_id, occurred_at } = sale;
    return this.promotions.redeem(tx, { sale_id: id, customer_id, actor_id: cashier_id, occurred_at }, uses);
  }

  /** What a pending sale has booked of promotions. No statement when it uses none. */
  async heldBy(tx: Tx, { id, promotion_ids }: Sale): Promise<HeldUse[]> {
    return promotion_ids.length === 0 ? [] : this.promotions.heldBy(tx, id);
  }

  /** Books those of a cart that was priced again in place of those it had. */
  async replace(
    tx: Tx,
    before: Sale,
    after: Sale,
    uses: readonly PromotionUse[],
    move: Omit<BenefitMove, 'business_date'>,
  ): Promise<void> {
    const { id: sale_id } = before;
    if (before.promotion_ids.length > 0) {
      const { actor_id, occurred_at } = move;
      const all = { sale_id, document_id: newId(), actor_id, occurred_at, lines: 'all' as const };
      await this.promotions.release(tx, all);
    }
    await this.redeem(tx, after, uses);
  }

  /** Takes points for money and gives those earned. Throws LoyaltyRefused. Null when nobody's points moved. */
  async settle(
    tx: Tx,
    sale: Pick<Sale, 'id' | 'customer_id'>,
    { paid_now, paid_in_all, earning }: PointsStep,
    move: BenefitMove,
  ): Promise<PointsSummary | null> {
    const { id: sale_id, customer_id } = sale;
    if (customer_id === null) return null;
    const { actor_id, occurred_at, business_date } = move;
    const subject = { sale_id, customer_id, actor_id, occurred_at, business_date };
    const redeemed = paid_now.gt(ZERO)
      ? await this.points.redeem(tx, { ...subject, amount: paid_now })
      : null;
    const earned =
      earning === null
        ? null
        : await this.points.earn(tx, { ...subject, lines: [...earning], paid_with_points: paid_in_all });
    const last = earned ?? redeemed;
    const moved = { earned: earned?.points ?? 0, redeemed: redeemed?.points ?? 0 };
    if (last === null || moved.earned + moved.redeemed === 0) return null;
    return { ...moved, balance: last.balance };
  }

  /** Gives promotions back, takes earned points back, gives redeemed ones back. The caller holds the sale's lock. */
  async takeBack(tx: Tx, sale: Sale, back: BenefitsBack): Promise<void> {
    const { lines, actor_id, occurred_at, document_id, business_date, kind } = back;
    const { id: sale_id } = sale;
    if (sale.promotion_ids.length > 0) {
      const returned =
        lines === 'all'
          ? lines
          : lines.map(({ sale_item_id, ...line }) => ({ line_id: sale_item_id, ...line }));
      await this.promotions.release(tx, { sale_id, document_id, actor_id, occurred_at, lines: returned });
    }
    if (sale.customer_id === null) return;
    const { refunded_amount, refunded_as_points } = back;
    await this.points.reverse(tx, {
      ...{ sale_id, document_id, kind, actor_id, occurred_at, business_date },
      ...{ refunded_amount, refunded_as_points },
      lines: lines === 'all' ? lines : [...lines],
    });
  }
}
