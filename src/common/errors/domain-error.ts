/** What went wrong, in the business's words. The problem filter alone turns a kind into an HTTP status. */
export type DomainErrorKind =
  | 'malformed' // 400: the request itself cannot be read
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not_found' // 404
  | 'conflict' // 409: the state of things forbids it
  | 'stale' // 412: If-Match names an older version
  | 'invalid' // 422: a field or a business rule
  | 'throttled' // 429
  | 'unavailable'; // 503

/** One wrong field of a request, addressed by its path (`items.0.quantity`). */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/**
 * A failure the caller can act on. `code` is stable and SCREAMING_SNAKE; `details` are extra members of the
 * problem document and must hold nothing secret.
 */
export abstract class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** A row addressed by id (or another key) does not exist. `what` is the resource: `product` → PRODUCT_NOT_FOUND. */
export class NotFound extends DomainError {
  constructor(what: string, id: string) {
    const code = `${what.toUpperCase().replaceAll(' ', '_')}_NOT_FOUND`;
    super('not_found', code, `No ${what} ${id}.`, { id });
  }
}

/** The body or query broke one or more field rules; every broken rule is listed. */
export class ValidationFailed extends DomainError {
  constructor(errors: readonly FieldError[]) {
    const fields = [...new Set(errors.map((error) => error.field))].join(', ');
    super('invalid', 'VALIDATION_FAILED', `Some fields are not valid: ${fields}.`, {}, errors);
  }
}

/** One field refers to something that does not exist or cannot be used here. */
export class InvalidField extends DomainError {
  constructor(field: string, code: string, message: string) {
    super('invalid', code, message, {}, [{ field, code, message }]);
  }
}

/** The row changed since the caller read it. */
export class StaleVersion extends DomainError {
  constructor(current: number) {
    super('stale', 'STALE_VERSION', `The resource changed meanwhile; its version is now ${current}.`, {
      current_version: current,
    });
  }
}
