import type { Decimal } from '../../common/money/decimal.js';
import type { GivenBasket } from './basket-promotions.js';
import type { PricingPlace } from './cart.types.js';
import type { CartDiscounts } from './cart-discount.js';
import type { PricedLine } from './discounted-line.js';
import type { DiscountSheet } from './discount-sheet.js';
import { handPercent } from './hand-percent.js';
import type { QuotedLine } from './quote.types.js';
import type { RuleBook } from './rule-book.js';
import { baseQuantity, unitFactor } from './sold-unit.js';
import { takenEntry, totalOf } from './taken-discount.js';
import type { TaxedLine } from './taxed-line.js';

function promotionIds(
  { price, taken }: DiscountSheet,
  baskets: readonly GivenBasket[],
  at: number,
): string[] {
  const ids = [
    price.promotion?.id,
    ...taken.map(({ promotion, amount }) => (amount.isZero() ? undefined : promotion?.id)),
    ...baskets.map(({ rule, shares }) => (shares.get(at)?.gt(0) === true ? rule.id : undefined)),
  ];
  return [...new Set(ids.filter((id) => id !== undefined))].sort();
}

export interface LineOutcome {
  priced: PricedLine;
  sheet: DiscountSheet;
  taxed: TaxedLine;
  cart: CartDiscounts;
  /** Its place among the lines as they were reckoned. */
  at: number;
  /** The part of the whole cart that was taken by hand. */
  ofCartByHand: Decimal;
}

/** A line as it is answered. */
export function quotedLine(outcome: LineOutcome, place: PricingPlace, book: RuleBook): QuotedLine {
  const { priced, sheet, taxed, cart, at } = outcome;
  const { line, price } = priced;
  const { product, packaging } = line;
  const share = cart.shares[at]!;
  return {
    line_id: line.line_id,
    product_id: product.id,
    quantity: line.quantity,
    unit_code: packaging?.unit_code ?? product.unit_code,
    unit_factor: unitFactor(line),
    packaging_id: packaging?.id ?? null,
    base_quantity: baseQuantity(line),
    base_price: price.base_price,
    unit_price: price.unit_price,
    price_rule: price.price_rule,
    gross_before_discount: price.gross,
    discount_amount: totalOf(sheet.taken).plus(share),
    cart_discount_amount: share,
    discount_id: sheet.taken.find(({ rule }) => rule === 'product_discount')?.id ?? null,
    promotion_ids: promotionIds(sheet, cart.baskets, at),
    prices_include_tax: product.prices_include_tax ?? place.sale_prices_include_tax,
    net_amount: taxed.net_amount,
    tax_code: product.tax_code,
    tax_rate: taxed.tax_rate,
    tax_amount: taxed.tax_amount,
    taxes: taxed.taxes,
    tax_treatment: taxed.treatment,
    total_amount: taxed.net_amount.plus(taxed.tax_amount),
    is_override: price.price_rule === 'by_hand' || sheet.is_by_hand || taxed.is_by_hand,
    hand_discount_percent: handPercent(sheet, outcome.ofCartByHand),
    unit_cost: book.costOf(product),
    trace: [
      ...price.trace,
      ...sheet.taken.map(takenEntry),
      ...sheet.lost,
      ...cart.entries[at]!,
      ...taxed.trace,
    ],
  };
}
