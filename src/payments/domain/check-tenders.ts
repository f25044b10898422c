import type { FieldError } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import { isAvailable, isOfCustomer } from './payment-method.js';
import type { SettlementRules, Tender } from './tender.js';

export type FieldName = (index: number, field: string) => string;

/** Names the fields of tenders found at `path` of a request; '' when the request is itself the one tender. */
export function fieldsUnder(path: string): FieldName {
  return (index, field) => (path === '' ? field : `${path}.${index}.${field}`);
}

function checkAmount(field: string, amount: Decimal, digits: number): FieldError[] {
  if (amount.lte(0))
    return [{ field, code: 'AMOUNT_NOT_POSITIVE', message: `${field} must be more than 0.` }];
  if (amount.decimalPlaces() <= digits) return [];
  return [
    {
      field,
      code: 'TOO_MANY_DECIMALS',
      message: `${field} takes at most ${digits} decimals in this currency.`,
    },
  ];
}

function checkTendered(field: string, tender: Tender, digits: number): FieldError[] {
  const { tendered, amount } = tender;
  if (tendered === undefined || tendered === null) return [];
  if (tendered.lt(amount)) {
    return [{ field, code: 'TENDERED_TOO_LITTLE', message: `${field} must be at least the amount.` }];
  }
  if (tendered.gt(amount) && tender.payment_method !== 'cash') {
    return [{ field, code: 'CHANGE_ONLY_FROM_CASH', message: `${field}: only cash gives change.` }];
  }
  return checkAmount(field, tendered, digits);
}

function checkMethod(field: string, tender: Tender, isCustomerKnown: boolean): FieldError[] {
  const { payment_method: method } = tender;
  if (!isAvailable(method)) {
    const message = `Paying by ${method} is not available yet.`;
    return [{ field, code: 'PAYMENT_METHOD_NOT_AVAILABLE', message }];
  }
  if (isCustomerKnown || !isOfCustomer(method)) return [];
  return [{ field, code: 'CUSTOMER_REQUIRED', message: `${field}: ${method} needs a known customer.` }];
}

/** Everything that is wrong with the tenders whatever is due: method, customer, sign, decimals, change. */
export function checkTenders(
  tenders: readonly Tender[],
  { digits, customer = false }: Pick<SettlementRules, 'digits' | 'customer'>,
  field: FieldName,
): FieldError[] {
  return tenders.flatMap((tender, index) => [
    ...checkMethod(field(index, 'payment_method'), tender, customer),
    ...checkAmount(field(index, 'amount'), tender.amount, digits),
    ...checkTendered(field(index, 'tendered'), tender, digits),
  ]);
}
