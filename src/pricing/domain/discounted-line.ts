import type { Decimal } from '../../common/money/decimal.js';
import { orByHand } from './hand-discount.js';
import { automaticDiscount, type DiscountContext } from './line-discount.js';
import { priceLine } from './line-price.js';
import type { MoneyTerms } from './money-terms.js';
import type { CartProblems } from './quote-refused.js';
import type { CartLine, PricingPlace, TraceEntry } from './quote.types.js';

/** A line after its own discount, before the cart's. */
export interface DiscountedLine {
  /** Its place in the request. */
  index: number;
  line_id: string;
  product_id: string;
  quantity: Decimal;
  base_price: Decimal;
  unit_price: Decimal;
  gross: Decimal;
  discount: Decimal;
  discount_id: string | null;
  /** gross − discount. */
  amount: Decimal;
  tax_code: string | null;
  tax_rate: Decimal;
  prices_include_tax: boolean;
  is_price_by_hand: boolean;
  is_discount_by_hand: boolean;
  trace: TraceEntry[];
}

export interface LineTerms {
  place: PricingPlace;
  context: DiscountContext;
  terms: MoneyTerms;
  problems: CartProblems;
}

export function discountedLine(
  line: CartLine,
  index: number,
  { place, context, terms, problems }: LineTerms,
): DiscountedLine {
  const { product, line_id, quantity } = line;
  const price = priceLine(line, index, terms, problems);
  const said = {
    amount: line.override_discount,
    from: price.gross,
    exceeds: 'DISCOUNT_EXCEEDS_LINE' as const,
    refuse: (code: string, message: string): void =>
      problems.addToLine(index, 'discount_amount', code, message),
  };
  const discount = orByHand(automaticDiscount(line, price, context, terms), said, terms);
  return {
    index,
    line_id,
    product_id: product.id,
    quantity,
    base_price: price.base_price,
    unit_price: price.unit_price,
    gross: price.gross,
    discount: discount.amount,
    discount_id: discount.discount_id,
    amount: price.gross.minus(discount.amount),
    tax_code: product.tax_code,
    tax_rate: product.tax_rate,
    prices_include_tax: product.prices_include_tax ?? place.sale_prices_include_tax,
    is_price_by_hand: price.is_set_by_hand,
    is_discount_by_hand: discount.is_by_hand,
    trace: [...price.trace, ...discount.trace],
  };
}
