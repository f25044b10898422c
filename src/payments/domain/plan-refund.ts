import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { roundToIncrement } from '../../common/money/rounding.js';
import { isOfCustomer, type PaymentMethod } from './payment-method.js';
import { RefundExceedsMethod, RefundExceedsPaid } from './tender.errors.js';

/** A payment of which some money is still here. */
export interface RefundablePayment {
  id: string;
  payment_method: PaymentMethod;
  /** amount − refunded_amount. */
  refundable: Decimal;
}

/** How the customer wants the money; the method may differ from the one paid with. */
export interface RefundTender {
  payment_method: PaymentMethod;
  amount: Decimal;
  reference_number?: string | null;
}

/** `amount` of payment `payment_id` goes back by `payment_method`. */
export interface RefundStep {
  payment_id: string;
  payment_method: PaymentMethod;
  amount: Decimal;
  reference_number: string | null;
}

/** Takes up to `wanted` from the payments in turn and lowers what they have left. */
function take(payments: RefundablePayment[], wanted: Decimal, as?: RefundTender): RefundStep[] {
  let missing = wanted;
  return payments.flatMap((payment) => {
    const amount = Decimal.min(missing, payment.refundable);
    if (amount.lte(0)) return [];
    missing = missing.minus(amount);
    payment.refundable = payment.refundable.minus(amount);
    const payment_method = as?.payment_method ?? payment.payment_method;
    return [
      { payment_id: payment.id, payment_method, amount, reference_number: as?.reference_number ?? null },
    ];
  });
}

const total = (parts: readonly { amount: Decimal }[]): Decimal => sum(parts.map((part) => part.amount));

/** Sums steps that pay the same payment back by the same method, so each makes one entry. */
function merged(steps: readonly RefundStep[]): RefundStep[] {
  const byKey = new Map<string, RefundStep>();
  for (const step of steps) {
    const key = `${step.payment_id} ${step.payment_method} ${step.reference_number ?? ''}`;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? step : { ...known, amount: known.amount.plus(step.amount) });
  }
  return [...byKey.values()];
}

/**
 * What a tender may draw on when payments of its own method do not suffice: money first, then what was put on the
 * customer's account. Points come back as points only, and nothing but themselves comes back as points or on account.
 */
function othersFor(payments: readonly RefundablePayment[], tender: RefundTender): RefundablePayment[] {
  if (isOfCustomer(tender.payment_method)) return [];
  const money = payments.filter((payment) => !isOfCustomer(payment.payment_method));
  return [...money, ...payments.filter((payment) => payment.payment_method === 'on_account')];
}

/** Each tender takes from payments of its own method first; what those lack comes from the others. */
function planTenders(payments: RefundablePayment[], tenders: readonly RefundTender[]): RefundStep[] {
  const sameMethod = tenders.map((tender) =>
    take(
      payments.filter((payment) => payment.payment_method === tender.payment_method),
      tender.amount,
      tender,
    ),
  );
  const others = tenders.map((tender, index) =>
    take(othersFor(payments, tender), tender.amount.minus(total(sameMethod[index]!)), tender),
  );
  return [...sameMethod.flat(), ...others.flat()];
}

/** Throws RefundExceedsMethod for a tender that finds too little of its kind, though the sale holds enough in all. */
function assertMethodsSuffice(tenders: readonly RefundTender[], steps: readonly RefundStep[]): void {
  for (const { payment_method } of tenders) {
    const asked = total(tenders.filter((tender) => tender.payment_method === payment_method));
    const given = total(steps.filter((step) => step.payment_method === payment_method));
    if (given.lt(asked)) throw new RefundExceedsMethod(payment_method, asked.toFixed(), given.toFixed());
  }
}

/** Brings the cash part to coins that exist, never above what was paid in cash. */
function roundCash(payments: RefundablePayment[], steps: RefundStep[], increment: Decimal): RefundStep[] {
  const cash = steps.filter((step) => step.payment_method === 'cash');
  const exact = total(cash);
  const wanted = roundToIncrement(exact, increment, 'half_up').minus(exact);
  if (wanted.isZero()) return steps;
  if (wanted.isPositive()) {
    return [
      ...steps,
      ...take(
        payments.filter((payment) => payment.payment_method === 'cash'),
        wanted,
      ),
    ];
  }
  let surplus = wanted.abs();
  const lowered = [...cash].reverse().map((step) => {
    const less = Decimal.min(surplus, step.amount);
    surplus = surplus.minus(less);
    return { ...step, amount: step.amount.minus(less) };
  });
  return [
    ...steps.filter((step) => step.payment_method !== 'cash'),
    ...lowered.filter((step) => !step.amount.isZero()),
  ];
}

/**
 * Decides which payments give `amount` back and by which method. Without tenders the money goes back the way it
 * came, the payment taken last first. With tenders (Σ = `amount`, checked by the caller) each draws on payments of
 * its own method first. `payments` come newest first. Where cash is rounded, a refund back the way it came pays
 * cash in coins that exist and may miss the amount by less than one coin.
 * Pure. Throws RefundExceedsPaid and, when enough is left but not of a kind that the tenders may draw on,
 * RefundExceedsMethod.
 */
export function planRefund(
  payments: readonly RefundablePayment[],
  amount: Decimal,
  options: { tenders?: readonly RefundTender[]; cash_rounding?: Decimal | null } = {},
): RefundStep[] {
  const left = payments.map((payment) => ({ ...payment }));
  const steps = options.tenders === undefined ? take(left, amount) : planTenders(left, options.tenders);
  // No coin is too small for a ledger: only money may miss the amount by less than one.
  assertMethodsSuffice(
    (options.tenders ?? []).filter(({ payment_method }) => isOfCustomer(payment_method)),
    steps,
  );
  const missing = amount.minus(total(steps));
  const coin = options.cash_rounding ?? ZERO;
  const isCoinless = missing.lt(coin) && payments.some((payment) => payment.payment_method === 'cash');
  if (missing.isPositive() && !missing.isZero() && !isCoinless) {
    const refundable = sum(payments.map((payment) => payment.refundable));
    if (refundable.gte(amount)) assertMethodsSuffice(options.tenders ?? [], steps);
    throw new RefundExceedsPaid(amount.toFixed(), refundable.toFixed());
  }
  return merged(options.tenders === undefined && !coin.isZero() ? roundCash(left, steps, coin) : steps);
}
