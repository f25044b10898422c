import type { FieldError } from '../../common/errors/domain-error.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { DiscountType } from './rules.types.js';

/** What is wrong with the terms of a discount taken together. */
export function wrongTerms(terms: {
  type: DiscountType;
  value: Decimal;
  start_date?: string | null;
  end_date?: string | null;
}): FieldError[] {
  const errors: FieldError[] = [];
  if (terms.type === 'percentage' && terms.value.gt(100)) {
    errors.push({ field: 'value', code: 'PERCENTAGE_TOO_HIGH', message: 'A percentage is at most 100.' });
  }
  if (terms.start_date && terms.end_date && terms.end_date < terms.start_date) {
    errors.push({
      field: 'end_date',
      code: 'END_BEFORE_START',
      message: 'end_date must not be before start_date.',
    });
  }
  return errors;
}
