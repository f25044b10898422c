import { can, type Actor } from '../../common/auth/actor.js';
import { sum, type Decimal } from '../../common/money/decimal.js';
import { PaymentResponse, type RecordedPayment } from '../../payments/index.js';
import type { PointsSummary } from '../../loyalty/index.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleItemResponse } from './sale-item.response.js';
import { SaleLoyaltyResponse } from './sale-loyalty.response.js';
import { SaleSummaryResponse, summaryFields } from './sale-summary.response.js';

/** Everything a sale's answer is made of. */
export interface SaleView {
  sale: Sale;
  items: readonly SaleItem[];
  payments: readonly RecordedPayment[];
  receipt: { number: string; hash: string } | null;
  costs: ReadonlyMap<string, Decimal>;
  /** Null when nobody's points moved. */
  points: PointsSummary | null;
}

/** A sale with its lines and payments. */
export class SaleResponse extends SaleSummaryResponse {
  /** Link of the receipt chain: SHA-256 in hex. */
  receipt_hash: string | null;
  items: SaleItemResponse[];
  payments: PaymentResponse[];
  /** How a member's points moved; null for others. */
  loyalty: SaleLoyaltyResponse | null;
  /**
   * Cost of what was sold, from the cost layers; only with costs:read.
   * @example 80.5
   */
  cost_amount?: number;
  /**
   * subtotal − cost_amount; only with costs:read.
   * @example 58.62
   */
  profit_amount?: number;

  static from(view: SaleView, actor: Actor): SaleResponse {
    const { sale, items, payments, receipt } = view;
    const costs = can(actor, 'costs:read') ? view.costs : undefined;
    const cost = costs && sum(costs.values());
    return Object.assign(new SaleResponse(), summaryFields(sale, receipt?.number ?? null), {
      receipt_hash: receipt?.hash ?? null,
      items: items.map((item) => SaleItemResponse.from(item, costs)),
      payments: payments.map((payment) => PaymentResponse.from(payment)),
      loyalty: view.points && SaleLoyaltyResponse.from(view.points),
      ...(cost === undefined
        ? {}
        : { cost_amount: cost.toNumber(), profit_amount: sale.subtotal.minus(cost).toNumber() }),
    });
  }
}
