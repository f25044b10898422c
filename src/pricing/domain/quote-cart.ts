import { apportion } from '../../common/money/apportion.js';
import { sum, type Decimal } from '../../common/money/decimal.js';
import { cartDiscount } from './cart-discount.js';
import { discountedLine, type DiscountedLine } from './discounted-line.js';
import type { Discount } from './hand-discount.js';
import { MoneyTerms } from './money-terms.js';
import { CartProblems } from './quote-refused.js';
import type { CartInput, Override, Quote, QuotedLine, TraceEntry } from './quote.types.js';
import { RuleBook } from './rule-book.js';
import { taxesByRate } from './tax-lines.js';
import { taxedLines, type TaxedLine } from './taxed-line.js';
import { applied, rejected } from './trace.js';

/**
 * The order in which left-over units are dealt out: product, then amount, then the caller's order. It makes the
 * cents of a cart independent of the order of its lines.
 */
function byProductAndFigures(a: DiscountedLine, b: DiscountedLine): number {
  if (a.product_id !== b.product_id) return a.product_id < b.product_id ? -1 : 1;
  return (
    a.amount.comparedTo(b.amount) ||
    a.gross.comparedTo(b.gross) ||
    a.unit_price.comparedTo(b.unit_price) ||
    a.base_price.comparedTo(b.base_price) ||
    Number(a.is_price_by_hand) - Number(b.is_price_by_hand) ||
    Number(a.is_discount_by_hand) - Number(b.is_discount_by_hand) ||
    a.index - b.index
  );
}

function discountedLines(input: CartInput, terms: MoneyTerms, problems: CartProblems): DiscountedLine[] {
  const context = {
    rules: new RuleBook(input.discounts),
    customer: input.customer,
    business_date: input.business_date,
  };
  const lines = input.lines.map((line, index) =>
    discountedLine(line, index, { place: input.place, context, terms, problems }),
  );
  return lines.sort(byProductAndFigures);
}

function overridesOf(
  lines: readonly DiscountedLine[],
  isCartByHand: boolean,
  isTaxByHand: boolean,
): Override[] {
  const overrides: Override[] = [];
  if (lines.some(({ is_price_by_hand }) => is_price_by_hand)) overrides.push('price');
  if (lines.some(({ is_discount_by_hand }) => is_discount_by_hand)) overrides.push('line_discount');
  if (isCartByHand) overrides.push('cart_discount');
  if (isTaxByHand) overrides.push('tax');
  return overrides;
}

function quotedLine(line: DiscountedLine, share: Decimal, taxed: TaxedLine, discount: Discount): QuotedLine {
  const cartTrace = share.isZero()
    ? []
    : [applied('cart_discount', share, { source_id: discount.discount_id })];
  return {
    line_id: line.line_id,
    product_id: line.product_id,
    quantity: line.quantity,
    base_price: line.base_price,
    unit_price: line.unit_price,
    gross_before_discount: line.gross,
    discount_amount: line.discount.plus(share),
    cart_discount_amount: share,
    discount_id: line.discount_id,
    prices_include_tax: line.prices_include_tax,
    net_amount: taxed.net_amount,
    tax_code: line.tax_code,
    tax_rate: line.tax_rate,
    tax_amount: taxed.tax_amount,
    total_amount: taxed.net_amount.plus(taxed.tax_amount),
    is_override: line.is_price_by_hand || line.is_discount_by_hand || taxed.is_by_hand,
    trace: [...line.trace, ...cartTrace, ...taxed.trace],
  };
}

function taxTrace(said: Decimal | undefined, isByHand: boolean): TraceEntry[] {
  if (said === undefined) return [];
  return [
    isByHand ? applied('override_tax', said) : rejected('override_tax', 'same as the tax', { amount: said }),
  ];
}

type Totals = Pick<
  Quote,
  'subtotal' | 'discount_amount' | 'cart_discount_amount' | 'tax_amount' | 'total_amount' | 'taxes'
>;

function totalsOf(lines: readonly QuotedLine[]): Totals {
  const subtotal = sum(lines.map(({ net_amount }) => net_amount));
  const tax_amount = sum(lines.map((line) => line.tax_amount));
  return {
    subtotal,
    discount_amount: sum(lines.map((line) => line.discount_amount)),
    cart_discount_amount: sum(lines.map((line) => line.cart_discount_amount)),
    tax_amount,
    total_amount: subtotal.plus(tax_amount),
    taxes: taxesByRate(lines),
  };
}

/**
 * Prices a cart, pure and in decimals: the same input gives the same cents, whatever the order of its lines.
 * Lines sum to the totals, taxes by rate to the tax, shares of the cart's discount to that discount; nothing is
 * negative and everything has the currency's digits. Throws QuoteRefused naming every wrong field.
 */
export function quoteCart(input: CartInput): Quote {
  const terms = new MoneyTerms(input.place);
  const problems = new CartProblems();
  const lines = discountedLines(input, terms, problems);
  const amounts = lines.map(({ amount }) => amount);
  const discount = cartDiscount(input, amounts, terms, problems);
  problems.throwIfAny();
  const shares = apportion(discount.amount, amounts, terms.digits);
  const taxables = lines.map((line, at) => ({ ...line, amount: line.amount.minus(shares[at]!) }));
  const taxed = taxedLines(taxables, input.tax_override, terms, problems);
  problems.throwIfAny();

  const quoted: QuotedLine[] = [];
  lines.forEach(
    (line, at) => (quoted[line.index] = quotedLine(line, shares[at]!, taxed.lines[at]!, discount)),
  );
  return {
    lines: quoted,
    ...totalsOf(quoted),
    discount_id: discount.discount_id,
    overrides: overridesOf(lines, discount.is_by_hand, taxed.is_by_hand),
    trace: [...discount.trace, ...taxTrace(input.tax_override, taxed.is_by_hand)],
    prices_include_tax: input.place.sale_prices_include_tax,
    currency: input.place.currency,
    digits: terms.digits,
    rounding_mode: terms.mode,
    rounding_level: terms.level,
    cash_rounding: input.place.cash_rounding,
  };
}
