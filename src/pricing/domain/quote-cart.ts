import { sum, ZERO, type Decimal } from '../../common/money/decimal.js';
import { basketPromotions } from './basket-promotions.js';
import { cartDiscounts, type CartDiscounts } from './cart-discount.js';
import type { CartInput } from './cart.types.js';
import { CouponBook } from './coupon-book.js';
import { discountLines, type PricedLine } from './discounted-line.js';
import type { DiscountSheet } from './discount-sheet.js';
import { MoneyTerms } from './money-terms.js';
import { pricedLines } from './priced-lines.js';
import { PromotionBook } from './promotion-book.js';
import { promotionUses } from './promotion-uses.js';
import { CartProblems } from './quote-refused.js';
import type { Override, Quote, QuotedLine } from './quote.types.js';
import { quotedLine } from './quoted-line.js';
import { RuleBook } from './rule-book.js';
import { taxesByRate } from './tax-lines.js';
import { treatedLine } from './tax-treatment.js';
import { taxedLines } from './taxed-line.js';
import { applied, rejected } from './trace.js';
import type { TraceEntry } from './trace.types.js';

function overridesOf(
  sheets: readonly DiscountSheet[],
  cart: CartDiscounts,
  isTaxByHand: boolean,
): Override[] {
  const overrides: Override[] = [];
  if (sheets.some(({ price }) => price.price_rule === 'by_hand')) overrides.push('price');
  if (sheets.some(({ is_by_hand }) => is_by_hand)) overrides.push('line_discount');
  if (cart.by_hand.gt(ZERO)) overrides.push('cart_discount');
  if (isTaxByHand) overrides.push('tax');
  return overrides;
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
> & { hand_discount_percent: Decimal };

function totalsOf(lines: readonly QuotedLine[]): Totals {
  const subtotal = sum(lines.map(({ net_amount }) => net_amount));
  const tax_amount = sum(lines.map((line) => line.tax_amount));
  const percents = lines.map((line) => line.hand_discount_percent);
  return {
    subtotal,
    discount_amount: sum(lines.map((line) => line.discount_amount)),
    cart_discount_amount: sum(lines.map((line) => line.cart_discount_amount)),
    tax_amount,
    total_amount: subtotal.plus(tax_amount),
    taxes: taxesByRate(lines),
    hand_discount_percent: percents.reduce((most, each) => (each.gt(most) ? each : most), ZERO),
  };
}

class Cart {
  readonly terms: MoneyTerms;
  readonly problems = new CartProblems();
  readonly book: RuleBook;
  readonly coupons: CouponBook;
  readonly promotions: PromotionBook;

  constructor(private readonly input: CartInput) {
    const { customer, local_time, rules } = input;
    this.terms = new MoneyTerms(input.place);
    this.book = new RuleBook(rules);
    this.coupons = new CouponBook(input, this.problems);
    this.promotions = new PromotionBook(rules.promotions, { customer, local_time, coupons: this.coupons });
  }

  quote(): Quote {
    const { input, terms, problems, book } = this;
    const lines = pricedLines(input.lines, { ...this, place: input.place }, problems);
    const sheets = this.discounted(lines);
    const cart = cartDiscounts(input, sheets, basketPromotions(sheets, this.promotions, terms), this);
    this.coupons.refuseUnreached(this.promotions);
    problems.throwIfAny();

    const treated = sheets.map(({ line, left }, at) =>
      treatedLine(line, left.minus(cart.shares[at]!), input.place, input.customer, terms),
    );
    const taxed = taxedLines(treated, input.tax_override, input.place.rounding_level, terms, problems);
    problems.throwIfAny();

    const before = sum(sheets.map(({ left }) => left));
    const ofCartByHand = before.isZero() ? ZERO : cart.by_hand.div(before);
    const quoted: QuotedLine[] = [];
    lines.forEach((priced, at) => {
      const outcome = { priced, sheet: sheets[at]!, taxed: taxed.lines[at]!, cart, at, ofCartByHand };
      quoted[priced.index] = quotedLine(outcome, input.place, book);
    });
    return {
      lines: quoted,
      ...totalsOf(quoted),
      promotions: promotionUses(sheets, cart.baskets, this.coupons, terms),
      discount_id: cart.discount_id,
      overrides: overridesOf(sheets, cart, taxed.is_by_hand),
      trace: [...cart.trace, ...taxTrace(input.tax_override, taxed.is_by_hand)],
      ...this.frozen(),
    };
  }

  private discounted(lines: readonly PricedLine[]): DiscountSheet[] {
    const { customer, business_date } = this.input;
    return discountLines(lines, { ...this, customer, business_date }, this.problems);
  }

  /** What the document keeps of the place's policy. */
  private frozen(): Pick<
    Quote,
    'prices_include_tax' | 'currency' | 'digits' | 'rounding_mode' | 'rounding_level' | 'cash_rounding'
  > {
    const { sale_prices_include_tax, currency, rounding_mode, rounding_level, cash_rounding } =
      this.input.place;
    const prices_include_tax = sale_prices_include_tax;
    return {
      prices_include_tax,
      currency,
      digits: this.terms.digits,
      rounding_mode,
      rounding_level,
      cash_rounding,
    };
  }
}

/**
 * Prices a cart, pure and in decimals: the same input gives the same cents, whatever the order of its lines and rules.
 * Lines sum to the totals, taxes to the tax, shares of what is given on the cart to that; nothing is negative and
 * everything has the currency's digits. Throws QuoteRefused naming every wrong field.
 */
export function quoteCart(input: CartInput): Quote {
  return new Cart(input).quote();
}
