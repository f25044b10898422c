import { applyDecorators } from '@nestjs/common';
import { ValidateBy, buildMessage, type ValidationOptions } from 'class-validator';
import { hasValidCheckDigit, isPrintable } from '../../domain/barcode.js';

/** A code a scanner can read. All-digit codes of 8, 12, 13 and 14 digits must have a right check digit. */
export function IsBarcode(options: ValidationOptions = {}): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      {
        name: 'isBarcode',
        validator: {
          validate: (value: unknown) => typeof value === 'string' && isPrintable(value),
          defaultMessage: buildMessage(
            (each) => `${each}$property must be 1 to 48 visible ASCII characters`,
            options,
          ),
        },
      },
      options,
    ),
    ValidateBy(
      {
        name: 'invalidCheckDigit',
        validator: {
          validate: (value: unknown) => typeof value !== 'string' || hasValidCheckDigit(value),
          defaultMessage: buildMessage(
            (each) => `${each}$property has a wrong check digit; scan or type it again`,
            options,
          ),
        },
      },
      options,
    ),
  );
}
