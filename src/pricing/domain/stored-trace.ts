import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { PricedTax } from './cart.types.js';
import type { PricingRule, TraceEntry } from './trace.types.js';

const PRICES: ReadonlySet<PricingRule> = new Set<PricingRule>([
  'promotion_price',
  'group_price',
  'step_price',
  'base_price',
  'packaging_price',
  'fallback_price',
  'code_price',
  'override_price',
]);

const DISCOUNTS: ReadonlySet<PricingRule> = new Set<PricingRule>([
  'product_discount',
  'customer_discount',
  'promotion_discount',
  'buy_x_get_y',
  'basket_discount',
  'cart_discount',
  'override_discount',
]);

/** A tax as it was recorded, with what rounding it together with other lines added. */
export interface RecordedTax {
  tax: PricedTax;
  is_inclusive: boolean;
  /** False in traces of the time before they told the rate: the amount is then all there is. */
  is_complete: boolean;
  amount: Decimal;
  rounding: Decimal;
}

function isEntry(value: unknown): value is TraceEntry {
  return typeof value === 'object' && value !== null && 'rule' in value && 'outcome' in value;
}

export function amountOf({ amount }: TraceEntry): Decimal {
  return amount === undefined ? ZERO : new Decimal(amount);
}

/** Reads a trace as it lies in the database. */
export class StoredTrace {
  private readonly entries: TraceEntry[];
  private readonly applied: TraceEntry[];

  constructor(stored: unknown) {
    this.entries = Array.isArray(stored) ? stored.filter(isEntry) : [];
    this.applied = this.entries.filter(({ outcome }) => outcome === 'applied');
  }

  /** The price that was charged: one by hand comes after ours. */
  get price(): TraceEntry | undefined {
    return this.applied.findLast(({ rule }) => PRICES.has(rule));
  }

  /** In the order in which they came off. */
  get discounts(): TraceEntry[] {
    return this.applied.filter(({ rule }) => DISCOUNTS.has(rule));
  }

  get taxes(): RecordedTax[] {
    const found: RecordedTax[] = [];
    for (const entry of this.applied) {
      if (entry.rule === 'tax') found.push(recordedTax(entry));
      else if (entry.rule === 'rounding' && found.length > 0) found.at(-1)!.rounding = amountOf(entry);
    }
    return found;
  }

  /** What would have been due of a customer who owes no tax. */
  get taxesNotDue(): RecordedTax[] {
    return this.entries
      .filter(({ rule, outcome }) => rule === 'tax' && outcome === 'rejected')
      .map(recordedTax);
  }

  get relief(): TraceEntry | undefined {
    return this.applied.find(({ rule }) => rule === 'tax_exempt' || rule === 'reverse_charge');
  }

  get taxByHand(): Decimal | undefined {
    const entry = this.applied.findLast(({ rule }) => rule === 'override_tax');
    return entry === undefined ? undefined : amountOf(entry);
  }
}

function recordedTax(entry: TraceEntry): RecordedTax {
  const { name = '', rate, is_compound = false, reason = '' } = entry;
  return {
    tax: { code: name, name, rate: new Decimal(rate ?? 0), is_compound },
    is_inclusive: entry.is_inclusive ?? reason.includes('contained in'),
    is_complete: rate !== undefined,
    amount: amountOf(entry),
    rounding: ZERO,
  };
}
