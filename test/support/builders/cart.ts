import { Decimal } from '../../../src/common/money/decimal.js';
import type {
  CartInput,
  CartLine,
  PricedPackaging,
  PricedProduct,
  PricedTax,
  PricingCustomer,
  PricingPlace,
} from '../../../src/pricing/domain/cart.types.js';
import type { Quote } from '../../../src/pricing/domain/quote.types.js';
import {
  NO_RULES,
  type CouponRule,
  type DiscountRule,
  type PriceGroupRule,
  type PriceRules,
  type PromotionRule,
  type QuantityPrice,
} from '../../../src/pricing/domain/rules.types.js';

export function d(value: string | number): Decimal {
  return new Decimal(value);
}

/** A shop in the United States: prices without tax, tax rounded on each line. */
export function aPlace(changes: Partial<PricingPlace> = {}): PricingPlace {
  return {
    currency: 'USD',
    sale_prices_include_tax: false,
    rounding_mode: 'half_up',
    rounding_level: 'line',
    cash_rounding: null,
    price_resolution: 'priority',
    default_markup_percent: d('30'),
    ...changes,
  };
}

export function aTax(code: string, rate: string, is_compound = false): PricedTax {
  return { code, name: `Tax ${code}`, rate: d(rate), is_compound };
}

type ProductChanges = Partial<Omit<PricedProduct, 'tax_rate'>> & { tax_rate?: string };

/** `price` null has none; a `tax_rate` makes one tax of that name. */
export function aProduct(id: string, price: string | null, changes: ProductChanges = {}): PricedProduct {
  const { tax_rate = '0', ...rest } = changes;
  const code = `T${tax_rate}`;
  return {
    id,
    price: price === null ? null : d(price),
    cost_price: null,
    unit_code: 'pc',
    parent_id: null,
    brand_id: null,
    category_path: [],
    product_group_path: [],
    discount_id: null,
    tax_code: tax_rate === '0' ? null : code,
    tax_rate: d(tax_rate),
    tax_components: tax_rate === '0' ? [] : [aTax(code, tax_rate)],
    is_reverse_charge: false,
    prices_include_tax: null,
    ...rest,
  };
}

export function aPack(id: string, factor: string): PricedPackaging {
  return { id, unit_code: 'box', factor: d(factor) };
}

export function aLine(product: PricedProduct, quantity = '1', changes: Partial<CartLine> = {}): CartLine {
  return { line_id: `line of ${product.id}`, product, packaging: null, quantity: d(quantity), ...changes };
}

export function aCustomer(changes: Partial<PricingCustomer> = {}): PricingCustomer {
  return {
    id: 'ann',
    type: 'person',
    vat_number: null,
    price_group_id: null,
    discount_percent: null,
    tax_treatment: 'standard',
    ...changes,
  };
}

export function aGroup(changes: Partial<PriceGroupRule> = {}): PriceGroupRule {
  return { id: 'vip', name: 'VIP', default_discount_percent: d('0'), is_active: true, ...changes };
}

/** A price from a quantity on, of the customer's group or for everybody. */
export function aQuantityPrice(
  kind: QuantityPrice['kind'],
  product_id: string,
  min_quantity: string,
  price: string,
  changes: Partial<QuantityPrice> = {},
): QuantityPrice {
  const id = `${kind} ${product_id} ${min_quantity}`;
  const row = { id, kind, product_id, min_quantity: d(min_quantity), price: d(price) };
  return { ...row, is_of_place: false, description: null, is_active: true, ...changes };
}

const OPEN: Omit<PromotionRule, 'id' | 'name' | 'kind' | 'value'> = {
  value_type: null,
  is_active: true,
  starts_at: null,
  ends_at: null,
  days_of_week: null,
  time_from: null,
  time_to: null,
  min_quantity: null,
  max_quantity: null,
  min_basket_amount: null,
  buy_quantity: null,
  get_quantity: null,
  get_percent: null,
  priority: 0,
  is_exclusive: false,
  requires_coupon: false,
  is_here: true,
  is_group_restricted: false,
  is_for_group: false,
  buy_targets: [],
  get_targets: [],
  has_buy_targets: false,
  has_get_targets: false,
  usage_limit: null,
  usage_limit_per_customer: null,
  budget: null,
  used_count: 0,
  used_amount: d(0),
  customer_used_count: 0,
};

/** A promotion on everything, unless it names targets. */
export function aPromotion(
  id: string,
  kind: PromotionRule['kind'],
  value: string | null,
  changes: Partial<PromotionRule> = {},
): PromotionRule {
  return {
    ...OPEN,
    id,
    name: `Promotion ${id}`,
    kind,
    value: value === null ? null : d(value),
    has_buy_targets: changes.buy_targets !== undefined,
    has_get_targets: changes.get_targets !== undefined,
    ...changes,
  };
}

export function aCoupon(code: string, promotion_id: string, changes: Partial<CouponRule> = {}): CouponRule {
  return {
    id: `coupon ${code}`,
    promotion_id,
    code,
    is_active: true,
    expires_on: null,
    customer_id: null,
    usage_limit: null,
    usage_limit_per_customer: null,
    used_count: 0,
    customer_used_count: 0,
    ...changes,
  };
}

export function aDiscount(
  id: string,
  type: DiscountRule['type'],
  value: string,
  changes: Partial<DiscountRule> = {},
): DiscountRule {
  return {
    id,
    name: `Discount ${id}`,
    type,
    value: d(value),
    is_active: true,
    start_date: null,
    end_date: null,
    is_for_products: changes.product_ids !== undefined,
    product_ids: [],
    ...changes,
  };
}

/** A cart on a Friday afternoon; rules may be named beside the other changes. */
export function aCart(
  lines: CartLine[],
  { rules, ...changes }: Partial<CartInput> & Partial<PriceRules> = {},
): CartInput {
  return {
    place: aPlace(),
    business_date: '2026-11-20',
    local_time: '2026-11-20T15:00:00',
    customer: null,
    lines,
    ...changes,
    rules: { ...NO_RULES, ...changes, ...rules },
  };
}

/** The figures of the document as a till shows them. */
export function totals(quote: Quote): Record<'subtotal' | 'discount' | 'tax' | 'total', string> {
  const text = (amount: Decimal): string => amount.toFixed(quote.digits);
  return {
    subtotal: text(quote.subtotal),
    discount: text(quote.discount_amount),
    tax: text(quote.tax_amount),
    total: text(quote.total_amount),
  };
}

/** `net + tax = total` of each line. */
export function perLine(quote: Quote): string[] {
  return quote.lines.map(
    ({ net_amount, tax_amount, total_amount }) =>
      `${net_amount.toFixed(quote.digits)} + ${tax_amount.toFixed(quote.digits)} = ${total_amount.toFixed(quote.digits)}`,
  );
}

/** `rule outcome (reason)` of each entry of a line's trace. */
export function explained(quote: Quote, line = 0): string[] {
  return quote.lines[line]!.trace.map(
    ({ rule, source_id, outcome, reason }) =>
      `${rule}${source_id === undefined || source_id === null ? '' : ` ${source_id}`} ${outcome}${reason === undefined ? '' : `: ${reason}`}`,
  );
}
