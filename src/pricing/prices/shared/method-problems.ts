import type { FieldError } from '../../../common/errors/domain-error.js';
import type { PriceMethod } from '../price-method.js';

interface MethodFields {
  method: PriceMethod;
  stated: number | null | undefined;
  markup_percent?: number | null;
}

/** What a method needs and was not given: fixed a price, markup a percentage. 0 is both. */
export function methodProblems(
  { method, stated, markup_percent }: MethodFields,
  field: string,
): FieldError[] {
  const required = (name: string): FieldError[] => [
    { field: name, code: 'REQUIRED_FOR_METHOD', message: `The method ${method} needs ${name}.` },
  ];
  if (method === 'fixed' && typeof stated !== 'number') return required(field);
  if (method === 'markup' && typeof markup_percent !== 'number') return required('markup_percent');
  return [];
}
