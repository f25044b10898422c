import { DomainError, type FieldError } from '../../common/errors/domain-error.js';

/** The cart cannot be priced as asked; every wrong field is named (`items.2.discount_amount`). */
export class QuoteRefused extends DomainError {
  constructor(errors: readonly FieldError[]) {
    const codes = new Set(errors.map((error) => error.code));
    const code = codes.size === 1 ? errors[0]!.code : 'VALIDATION_FAILED';
    super('invalid', code, errors.map((error) => error.message).join(' '), {}, errors);
  }
}

/** Gathers what is wrong with a cart, so that one answer names it all: line by line, then the cart. */
export class CartProblems {
  private readonly ofLines: { index: number; error: FieldError }[] = [];
  private readonly ofCart: FieldError[] = [];

  add(field: string, code: string, message: string): void {
    this.ofCart.push({ field, code, message });
  }

  addToLine(index: number, field: string, code: string, message: string): void {
    this.ofLines.push({ index, error: { field: `items.${index}.${field}`, code, message } });
  }

  throwIfAny(): void {
    const lines = this.ofLines.sort((a, b) => a.index - b.index).map(({ error }) => error);
    const errors = [...lines, ...this.ofCart];
    if (errors.length > 0) throw new QuoteRefused(errors);
  }
}
