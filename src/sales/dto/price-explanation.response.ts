import { ApiProperty } from '@nestjs/swagger';
import type { Decimal } from '../../common/money/decimal.js';
import { PRICE_RULES, type ReplayedLine } from '../../pricing/index.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';

const FIGURES = ['unit_price', 'discount_amount', 'net_amount', 'tax_amount', 'total_amount'] as const;
type Figures = Record<(typeof FIGURES)[number], Decimal>;

/** What a line came to. */
export class LineFiguresResponse {
  /**
   * Of one sold unit, before discounts.
   * @example 21.5
   */
  unit_price: number;
  /** @example 0 */
  discount_amount: number;
  /** @example 1075 */
  net_amount: number;
  /** @example 215 */
  tax_amount: number;
  /** @example 1290 */
  total_amount: number;

  static from(line: Figures): LineFiguresResponse {
    return {
      unit_price: line.unit_price.toNumber(),
      discount_amount: line.discount_amount.toNumber(),
      net_amount: line.net_amount.toNumber(),
      tax_amount: line.tax_amount.toNumber(),
      total_amount: line.total_amount.toNumber(),
    };
  }
}

/** Why a line of a sale cost what it did. */
export class PriceExplanationResponse {
  sale_id: string;
  sale_item_id: string;
  product_id: string;
  /** @example TEA-ASSAM */
  sku: string;
  name: string;
  /** @example pc */
  unit: string;
  /** @example 1 */
  unit_factor: number;
  /** @example 50 */
  quantity: number;
  /** @example EUR */
  currency: string;
  /** When it was sold, by the till. */
  sale_date: Date;
  /** The rule that set the price. */
  @ApiProperty({ enum: PRICE_RULES, example: 'step' })
  price_rule: string;
  /**
   * What one unit cost by the catalogue then.
   * @example 24.99
   */
  base_price: number;
  /** As it was sold. */
  sold: LineFiguresResponse;
  /** Reckoned again now, from the trace alone; null for a trace that holds no price. */
  replayed: LineFiguresResponse | null;
  /** Whether both agree to the cent. */
  is_same: boolean;
  /** Every rule that was considered, and why it won or lost, as it was stored with the line. */
  trace: unknown;
  /**
   * From the cost layers; only with costs:read.
   * @example 750
   */
  cost_amount?: number | null;
  /**
   * net_amount − cost_amount; only with costs:read.
   * @example 325
   */
  margin_amount?: number | null;

  static from(
    sale: Sale,
    item: SaleItem,
    replayed: ReplayedLine | null,
    cost?: Decimal | null,
  ): PriceExplanationResponse {
    const answer: PriceExplanationResponse = {
      sale_id: sale.id,
      sale_item_id: item.id,
      product_id: item.product_id,
      sku: item.sku,
      name: item.name,
      unit: item.unit_code,
      unit_factor: item.unit_factor.toNumber(),
      quantity: item.quantity.toNumber(),
      currency: sale.currency,
      sale_date: sale.occurred_at,
      price_rule: item.price_rule,
      base_price: item.base_price.toNumber(),
      sold: LineFiguresResponse.from(item),
      replayed: replayed && LineFiguresResponse.from(replayed),
      is_same: replayed !== null && FIGURES.every((figure) => item[figure].equals(replayed[figure])),
      trace: item.price_trace,
    };
    if (cost === undefined) return answer;
    const margin = cost && item.net_amount.minus(cost);
    return {
      ...answer,
      cost_amount: cost?.toNumber() ?? null,
      margin_amount: margin?.toNumber() ?? null,
    };
  }
}
