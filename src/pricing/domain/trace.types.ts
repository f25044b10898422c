/** Everything that can set a price, take something off it or add tax to it. */
export type PricingRule =
  | 'promotion_price'
  | 'group_price'
  | 'step_price'
  | 'base_price'
  | 'packaging_price'
  | 'fallback_price'
  | 'code_price'
  | 'override_price'
  | 'product_discount'
  | 'customer_discount'
  | 'promotion_discount'
  | 'buy_x_get_y'
  | 'basket_discount'
  | 'cart_discount'
  | 'override_discount'
  | 'tax'
  | 'tax_exempt'
  | 'reverse_charge'
  | 'rounding'
  | 'override_tax';

/**
 * One rule that was considered, and what became of it. Plain JSON: it is stored with the sale, and what is applied in
 * it is enough to reckon the line again (`replayLine`). Numbers are decimal text.
 */
export interface TraceEntry {
  rule: PricingRule;
  /** Id of the discount, promotion, price row or customer. */
  source_id?: string | null;
  /** Name of the discount or promotion, code of the tax. */
  name?: string;
  outcome: 'applied' | 'rejected';
  /** Why it lost, or how it came to this amount. */
  reason?: string;
  /** The price of one sold unit that it set, or the amount it took off or added. */
  amount?: string;
  /** Takes this percent off what the line comes to before discounts. */
  percent?: string;
  /** Takes this much off each base unit. */
  per_unit?: string;
  /** True when the amount is this line's part of something reckoned over several lines. */
  is_share?: boolean;
  /** Of a tax: percent of the net amount, of the net amount and the taxes before it when compound. */
  rate?: string;
  is_compound?: boolean;
  /** Of a tax: whether the price holds it already. */
  is_inclusive?: boolean;
}
