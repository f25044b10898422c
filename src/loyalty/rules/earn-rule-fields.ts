import { violates } from '../../common/database/sql-state.js';
import { InvalidField, ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';
import { EarnRuleTaken } from '../loyalty.errors.js';

const TARGETS = ['product_id', 'category_id', 'brand_id'] as const;
const RATES = ['points_per_unit', 'multiplier'] as const;

type Fields = Partial<Record<(typeof TARGETS)[number], string | null>> &
  Partial<Record<(typeof RATES)[number], unknown>>;

function oneOf(fields: Fields, names: readonly (keyof Fields)[], code: string): FieldError[] {
  const given = names.filter((name) => fields[name] !== undefined && fields[name] !== null);
  if (given.length === 1) return [];
  const message = `Exactly one of ${names.join(', ')} is needed.`;
  return (given.length === 0 ? names.slice(0, 1) : given).map((field) => ({ field, code, message }));
}

/** Throws ValidationFailed (422) unless a rule has one target and one rate. */
export function assertOneEach(fields: Fields): void {
  const errors = [...oneOf(fields, TARGETS, 'ONE_TARGET'), ...oneOf(fields, RATES, 'ONE_RATE')];
  if (errors.length > 0) throw new ValidationFailed(errors);
}

/** Rethrows what the database says of a target: it has a rule, or is not there. */
export function refuseTarget(error: unknown): never {
  for (const field of TARGETS) {
    const what = field.replace('_id', '');
    if (violates(error, `uq_loyalty_earn_rules_${what}`)) throw new EarnRuleTaken(field);
    if (violates(error, `fk_loyalty_earn_rules_${what}`)) {
      throw new InvalidField(field, `${what.toUpperCase()}_NOT_FOUND`, `There is no such ${what}.`);
    }
  }
  throw error;
}
