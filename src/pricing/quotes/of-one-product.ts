import { DomainError, NotFound, ValidationFailed } from '../../common/errors/domain-error.js';

/** One product is no line of a cart: its fields are those of its own request, and it is itself what was not found. */
export function ofOneProduct(error: unknown, product_id: string): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.errors.some(({ code }) => code === 'PRODUCT_NOT_FOUND'))
    return new NotFound('product', product_id);
  if (error.errors.every(({ field }) => !field.startsWith('items.0.') && field !== 'sale_date')) return error;
  return new ValidationFailed(
    error.errors.map((wrong) => ({
      ...wrong,
      field: wrong.field.replace('items.0.', '').replace('sale_date', 'at'),
    })),
  );
}
