import { apportion } from '../../common/money/apportion.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import type { RoundingMode } from '../../common/money/rounding.js';
import { MoneyTerms } from './money-terms.js';
import { StoredTrace, amountOf, type RecordedTax } from './stored-trace.js';
import { exactTaxes, taxesAlone, type TaxableLine } from './tax.js';
import type { TraceEntry } from './trace.types.js';

/** A line as it was stored. */
export interface StoredLine {
  /** In the sold unit. */
  quantity: Decimal;
  /** Base units in one sold unit. */
  unit_factor: Decimal;
  /** As it came from the database. */
  trace: unknown;
}

/** How its document rounds. */
export interface ReplayTerms {
  currency: string;
  rounding_mode: RoundingMode;
}

export interface ReplayedTax {
  code: string;
  /** Percent. */
  rate: Decimal;
  amount: Decimal;
}

export interface ReplayedLine {
  unit_price: Decimal;
  gross_amount: Decimal;
  discount_amount: Decimal;
  net_amount: Decimal;
  taxes: ReplayedTax[];
  tax_amount: Decimal;
  total_amount: Decimal;
  /** False for a trace of the time before traces were complete: its amounts are then taken as they were recorded. */
  is_complete: boolean;
}

type Taxed = Pick<ReplayedLine, 'net_amount' | 'taxes' | 'tax_amount'>;

function takenOff(entry: TraceEntry, gross: Decimal, units: Decimal, terms: MoneyTerms): Decimal {
  const { percent, per_unit, is_share = false } = entry;
  if (percent !== undefined && !is_share) return terms.round(gross.times(percent).div(100));
  if (per_unit !== undefined && !is_share) return terms.round(units.times(per_unit));
  return amountOf(entry);
}

/** Every discount in its turn, none below nothing. */
function discounted(trace: StoredTrace, gross: Decimal, units: Decimal, terms: MoneyTerms): Decimal {
  return trace.discounts.reduce(
    (left, entry) => left.minus(Decimal.min(left, takenOff(entry, gross, units, terms))),
    gross,
  );
}

function taxable(amount: Decimal, recorded: readonly RecordedTax[]): TaxableLine {
  const prices_include_tax = recorded.some(({ is_inclusive }) => is_inclusive);
  return { amount, prices_include_tax, taxes: recorded.map(({ tax }) => tax) };
}

/** A customer who owed no tax paid the net. */
function relieved(amount: Decimal, trace: StoredTrace, terms: MoneyTerms): Taxed {
  const due = sum(taxesAlone(taxable(amount, trace.taxesNotDue), terms));
  const net_amount = trace.relief?.is_inclusive === true ? amount.minus(due) : amount;
  return { net_amount, taxes: [], tax_amount: trace.taxByHand ?? ZERO };
}

function taxed(amount: Decimal, trace: StoredTrace, terms: MoneyTerms): Taxed {
  const recorded = trace.taxes;
  const line = taxable(amount, recorded);
  const alone = taxesAlone(line, terms);
  const ours = recorded.map(({ is_complete, amount: told, rounding }, at) =>
    (is_complete ? alone[at]! : told).plus(rounding),
  );
  const byHand = trace.taxByHand;
  const amounts = byHand === undefined ? ours : apportion(byHand, exactTaxes(line), terms.digits);
  const tax_amount = byHand ?? sum(ours);
  return {
    net_amount: line.prices_include_tax ? amount.minus(tax_amount) : amount,
    taxes: recorded.map(({ tax }, at) => ({ code: tax.code, rate: tax.rate, amount: amounts[at]! })),
    tax_amount,
  };
}

/**
 * Reckons a sold line again from its stored trace alone; null when that holds no price. Prices, percents and rates are
 * reckoned anew; what was dealt out over several lines (a cart's discount, tax rounded by rate) is this line's recorded
 * part. Pure.
 */
export function replayLine(stored: StoredLine, terms: ReplayTerms): ReplayedLine | null {
  const money = new MoneyTerms(terms);
  const trace = new StoredTrace(stored.trace);
  const { price } = trace;
  if (price === undefined) return null;
  const unit_price = amountOf(price);
  const gross_amount = money.round(stored.quantity.times(unit_price));
  const units = stored.quantity.times(stored.unit_factor);
  const left = discounted(trace, gross_amount, units, money);
  const taxes = trace.relief === undefined ? taxed(left, trace, money) : relieved(left, trace, money);
  return {
    unit_price,
    gross_amount,
    discount_amount: gross_amount.minus(left),
    ...taxes,
    total_amount: taxes.net_amount.plus(taxes.tax_amount),
    is_complete: trace.taxes.every(({ is_complete }) => is_complete),
  };
}
