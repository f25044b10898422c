import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/tx.js';
import { currencyDigits } from '../../common/money/currency.js';
import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import type { SellingPlace } from '../../locations/index.js';
import { PaymentLedger, type RefundEntry } from '../../payments/index.js';
import { NO_MONEY_BACK, moneyOfRefund, type RefundWish } from '../domain/points-refund.js';
import { refundTenderOf } from '../domain/tenders.js';
import type { ReturnSaleDto } from '../dto/return.dto.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleReturn } from '../entities/sale-return.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { RefundMismatch } from '../sales.errors.js';
import { SaleBenefits, type LineBack } from './sale-benefits.js';
import { saveSale } from './sale-rows.js';

export interface LinkedReturn {
  sale: Sale;
  items: readonly SaleItem[];
  lines: readonly SaleReturnItem[];
  draft: SaleReturn;
  place: SellingPlace;
  dto: ReturnSaleDto;
}

/** Moves the promotions, points and money of a return against a sale, and the sale's own figures with them. */
@Injectable()
export class RefundPosting {
  constructor(
    private readonly payments: PaymentLedger,
    private readonly benefits: SaleBenefits,
  ) {}

  /**
   * Throws RefundMismatch when the tenders named do not sum to the return, RefundExceedsPaid, RefundExceedsMethod,
   * TenderRefused.
   */
  async giveBack(
    tx: Tx,
    { sale, items, lines, draft, place, dto }: LinkedReturn,
  ): Promise<{ document: SaleReturn; refunds: RefundEntry[] }> {
    const tenders = dto.refunds?.map(refundTenderOf);
    const due = this.due(sale, items, lines, draft.total_amount);
    const offered = tenders && sum(tenders.map((tender) => tender.amount));
    if (offered !== undefined && !offered.equals(due))
      throw new RefundMismatch(due.toNumber(), offered.toNumber());

    const wish = { ...(tenders === undefined ? {} : { tenders }), cash_rounding: place.cash_rounding };
    await this.takeBack(tx, sale, draft, { lines: linesBack(items, lines), due, wish });
    const { refunds, refunded } = due.isZero()
      ? { refunds: [] as RefundEntry[], refunded: ZERO }
      : await this.payments.refund(tx, {
          sale_id: sale.id,
          location_id: draft.location_id,
          register_id: draft.register_id,
          digits: currencyDigits(sale.currency),
          amount: due,
          ...wish,
          document_id: draft.id,
          actor_id: draft.actor_id,
          employee_id: draft.employee_id,
          occurred_at: draft.occurred_at,
          business_date: draft.business_date,
          ...(draft.reason === null ? {} : { reason: draft.reason }),
        });
    const document: SaleReturn = {
      ...draft,
      refunded_amount: refunded,
      rounding_amount: refunded.minus(draft.total_amount),
    };
    const refunded_amount = sale.refunded_amount.plus(refunded);
    const isAllBack =
      isEverythingBack(items, lines) || (refunded_amount.equals(sale.paid_amount) && !refunded.isZero());
    await saveSale(
      tx,
      { ...sale, refunded_amount, status: isAllBack ? 'refunded' : 'partially_refunded' },
      draft.created_at,
    );
    return { document, refunds };
  }

  /** Promotions and points go back before the money. */
  private async takeBack(
    tx: Tx,
    sale: Sale,
    draft: SaleReturn,
    { lines, due, wish }: { lines: LineBack[]; due: Decimal; wish: RefundWish },
  ): Promise<void> {
    const { id: document_id, actor_id, occurred_at, business_date } = draft;
    const back = { document_id, kind: 'return' as const, actor_id, occurred_at, business_date, lines };
    const money =
      sale.customer_id === null
        ? NO_MONEY_BACK
        : moneyOfRefund(await this.payments.forSale(tx, sale.id), due, wish);
    await this.benefits.takeBack(tx, sale, { ...back, ...money });
  }

  /** The last goods take the rest of what was paid with them, so that cash rounding of the sale goes back too. */
  private due(
    sale: Sale,
    items: readonly SaleItem[],
    lines: readonly SaleReturnItem[],
    total: Decimal,
  ): Decimal {
    const left = sale.paid_amount.minus(sale.refunded_amount);
    const isOnlyRounding = left.minus(total).abs().lte(sale.rounding_amount.abs());
    return isEverythingBack(items, lines) && isOnlyRounding ? left : total;
  }
}

/** What of each line that comes back now is back then. */
function linesBack(items: readonly SaleItem[], lines: readonly SaleReturnItem[]): LineBack[] {
  return items.flatMap((item) => {
    const now = lines.filter((line) => line.sale_item_id === item.id).map((line) => line.quantity);
    if (now.length === 0) return [];
    return [{ sale_item_id: item.id, returned: item.returned_quantity.plus(sum(now)), sold: item.quantity }];
  });
}

function isEverythingBack(items: readonly SaleItem[], lines: readonly SaleReturnItem[]): boolean {
  return items.every((item) => {
    const now = sum(lines.filter((line) => line.sale_item_id === item.id).map((line) => line.quantity));
    return item.returned_quantity.plus(now).equals(item.quantity);
  });
}
