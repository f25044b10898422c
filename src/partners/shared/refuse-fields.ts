import { InvalidField, ValidationFailed, type FieldError } from '../../common/errors/domain-error.js';

/** Throws when there is a fault: a single one under its own code, several as VALIDATION_FAILED. */
export function refuseFields(faults: readonly (FieldError | undefined)[]): void {
  const [first, ...more] = faults.filter((fault) => fault !== undefined);
  if (first === undefined) return;
  if (more.length > 0) throw new ValidationFailed([first, ...more]);
  throw new InvalidField(first.field, first.code, first.message);
}
