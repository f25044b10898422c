/** How money may change hands. `card` is a card of a kind that the till does not tell. */
export const PAYMENT_METHODS = [
  'cash',
  'card',
  'credit_card',
  'debit_card',
  'digital_wallet',
  'bank_transfer',
  'check',
  'gift_card',
  'store_credit',
  'loyalty_points',
  'on_account',
] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

// Each needs a ledger of balances to draw on; without one, taking it would be a promise nobody keeps.
const WITHOUT_LEDGER: ReadonlySet<PaymentMethod> = new Set<PaymentMethod>(['gift_card', 'store_credit']);

// Drawn on a ledger of the customer's own.
const OF_CUSTOMER: ReadonlySet<PaymentMethod> = new Set<PaymentMethod>(['loyalty_points', 'on_account']);

/** True for methods that can be taken and paid back; the others are known by name but refused. */
export function isAvailable(method: PaymentMethod): boolean {
  return !WITHOUT_LEDGER.has(method);
}

/** True for methods that move a customer's balance instead of money; they need to know the customer. */
export function isOfCustomer(method: PaymentMethod): boolean {
  return OF_CUSTOMER.has(method);
}

/** What a request may say: a method, or the alias `digital`. */
export const PAYMENT_METHOD_INPUTS = [...PAYMENT_METHODS, 'digital'] as const;
export type PaymentMethodInput = (typeof PAYMENT_METHOD_INPUTS)[number];

/** The method that a request means. */
export function paymentMethodOf(input: PaymentMethodInput): PaymentMethod {
  return input === 'digital' ? 'digital_wallet' : input;
}
