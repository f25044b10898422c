import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { ValidationFailed, type FieldError } from '../../errors/domain-error.js';
import { findUnstorableText } from './unstorable-text.js';

function screamingSnake(name: string): string {
  return name.replace(/[a-z0-9](?=[A-Z])/g, '$&_').toUpperCase();
}

/** class-validator's tree as a flat list: `items.0.quantity`, one entry for each broken rule. */
export function flattenErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      code: rule === 'whitelistValidation' ? 'UNKNOWN_FIELD' : screamingSnake(rule),
      message: rule === 'whitelistValidation' ? `${error.property} is not a known field.` : message,
    }));
    return [...own, ...flattenErrors(error.children ?? [], field)];
  });
}

/** Validates every body, query and parameter against its DTO; all wrong fields are named at once. */
export class InputValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (errors) => new ValidationFailed(flattenErrors(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const unstorable = findUnstorableText(value);
    if (unstorable.length > 0) throw new ValidationFailed(unstorable);
    if (
      metadata.type === 'body' &&
      (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    ) {
      throw new ValidationFailed([
        { field: 'body', code: 'IS_OBJECT', message: 'The body must be a JSON object.' },
      ]);
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}
