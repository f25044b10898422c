import { Decimal } from '../../../src/common/money/decimal.js';
import type {
  CartInput,
  CartLine,
  DiscountRule,
  PricedProduct,
  PricingPlace,
  Quote,
} from '../../../src/pricing/domain/quote.types.js';

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
    ...changes,
  };
}

export function aProduct(
  id: string,
  price: string,
  changes: Partial<Omit<PricedProduct, 'tax_rate'>> & { tax_rate?: string } = {},
): PricedProduct {
  const { tax_rate = '0', ...rest } = changes;
  return {
    id,
    price: d(price),
    discount_id: null,
    tax_code: tax_rate === '0' ? null : `T${tax_rate}`,
    tax_rate: d(tax_rate),
    prices_include_tax: null,
    ...rest,
  };
}

export function aLine(product: PricedProduct, quantity = '1', changes: Partial<CartLine> = {}): CartLine {
  return { line_id: `line of ${product.id}`, product, quantity: d(quantity), ...changes };
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

export function aCart(lines: CartLine[], changes: Partial<CartInput> = {}): CartInput {
  return { place: aPlace(), business_date: '2026-11-20', customer: null, discounts: [], lines, ...changes };
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
