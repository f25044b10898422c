import { ValidationFailed } from '../../common/errors/domain-error.js';

/** For a body that is one line: its fields are named without a list around them. */
export function refuseOnPlainFields(error: unknown): never {
  if (!(error instanceof ValidationFailed)) throw error;
  const plain = error.errors.map(({ field, ...rest }) => ({ ...rest, field: field.replace('lines.0.', '') }));
  throw new ValidationFailed(plain);
}
