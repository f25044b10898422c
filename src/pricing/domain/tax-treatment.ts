import { ZERO, sum, type Decimal } from '../../common/money/decimal.js';
import type { CartLine, PricedTax, PricingCustomer, PricingPlace, TaxTreatment } from './cart.types.js';
import type { MoneyTerms } from './money-terms.js';
import { taxesAlone, type TaxableLine } from './tax.js';
import { applied, rejected } from './trace.js';
import type { PricingRule, TraceEntry } from './trace.types.js';

/**
 * Whether a customer owes the tax of a line. Exemption goes first; goods under reverse charge are the buyer's to tax
 * when that is a company with a VAT number.
 */
function treatmentOf({ product }: CartLine, customer: PricingCustomer | null): TaxTreatment {
  if (customer === null) return 'standard';
  if (customer.tax_treatment !== 'standard') return customer.tax_treatment;
  const isBusiness = customer.type === 'company' && customer.vat_number !== null;
  return product.is_reverse_charge && isBusiness ? 'reverse_charge' : 'standard';
}

export interface TreatedLine extends TaxableLine {
  tax_code: string | null;
  /** The combined percent that is charged. */
  tax_rate: Decimal;
  treatment: TaxTreatment;
  /** Why nothing is due, where nothing is. */
  trace: TraceEntry[];
}

const RULES = { exempt: 'tax_exempt', reverse_charge: 'reverse_charge' } as const;
const REASONS = {
  exempt: 'the customer is exempt',
  reverse_charge: 'the customer owes the tax (reverse charge)',
} as const;

/** What a tax entry says of itself, so that it can be reckoned again. */
export function taxDetails(
  { code, rate, is_compound }: PricedTax,
  isInclusive: boolean,
): Pick<TraceEntry, 'name' | 'rate' | 'is_compound' | 'is_inclusive'> {
  const compound = is_compound ? { is_compound } : {};
  return { name: code, rate: rate.toFixed(), ...compound, is_inclusive: isInclusive };
}

/** A line on which nothing is due: it pays the net as though it were taxed, so an inclusive price gives its tax away. */
function untaxed(
  line: TaxableLine,
  treatment: 'exempt' | 'reverse_charge',
  terms: MoneyTerms,
): { amount: Decimal; trace: TraceEntry[] } {
  const due = taxesAlone(line, terms);
  const total = sum(due);
  const rule: PricingRule = RULES[treatment];
  const reason = REASONS[treatment];
  const notDue = line.taxes.map((tax, at) =>
    rejected('tax', reason, { ...taxDetails(tax, line.prices_include_tax), amount: due[at]! }),
  );
  const entry = applied(rule, total, { reason, is_inclusive: line.prices_include_tax });
  const amount = line.prices_include_tax ? line.amount.minus(total) : line.amount;
  return { amount, trace: [entry, ...notDue] };
}

/** What is taxed of a line, and how, once everything came off it. */
export function treatedLine(
  line: CartLine,
  amount: Decimal,
  place: PricingPlace,
  customer: PricingCustomer | null,
  terms: MoneyTerms,
): TreatedLine {
  const { product } = line;
  const treatment = treatmentOf(line, customer);
  const prices_include_tax = product.prices_include_tax ?? place.sale_prices_include_tax;
  const taxable = { amount, taxes: product.tax_components, prices_include_tax };
  const { tax_code } = product;
  if (treatment === 'standard')
    return { ...taxable, tax_code, tax_rate: product.tax_rate, treatment, trace: [] };
  const { trace, ...net } = untaxed(taxable, treatment, terms);
  return { ...taxable, ...net, taxes: [], tax_code, tax_rate: ZERO, treatment, trace };
}
