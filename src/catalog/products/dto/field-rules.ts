import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';
import { MAX_MONEY } from '../../../common/http/validation/decorators.js';
import { Decimal } from '../../../common/money/decimal.js';

const PRICE_DECIMALS = 4;

/** An amount of money like `IsMoney`, or null. Its aliases can then tell null from a price. */
export function IsPrice(): PropertyDecorator {
  const isPrice = (value: unknown): boolean =>
    value === null ||
    (typeof value === 'number' &&
      value >= 0 &&
      value <= MAX_MONEY &&
      new Decimal(value).decimalPlaces() <= PRICE_DECIMALS);
  return applyDecorators(
    ApiProperty({ type: 'number', nullable: true, minimum: 0, maximum: MAX_MONEY }),
    ValidateBy({
      name: 'isMoney',
      validator: {
        validate: isPrice,
        defaultMessage: () =>
          `$property must be a number from 0 to ${MAX_MONEY} with at most ${PRICE_DECIMALS} decimals, or null`,
      },
    }),
  );
}

const MAX_ATTRIBUTES_BYTES = 16_384;

/** A plain JSON object of at most 16 KiB. */
export function IsAttributes(): PropertyDecorator {
  return ValidateBy({
    name: 'isAttributes',
    validator: {
      validate: (value: unknown) =>
        value !== null &&
        typeof value === 'object' &&
        !Array.isArray(value) &&
        Buffer.byteLength(JSON.stringify(value)) <= MAX_ATTRIBUTES_BYTES,
      defaultMessage: () => '$property must be a JSON object of at most 16 KiB',
    },
  });
}

/** The field is an alias: sent beside the field it stands for, it must say the same. */
export function IsSameAs(field: string): PropertyDecorator {
  return ValidateBy({
    name: 'isSameAs',
    constraints: [field],
    validator: {
      validate: (value: unknown, args?: ValidationArguments) => {
        const other = (args?.object as Record<string, unknown> | undefined)?.[field];
        return other === undefined || other === value;
      },
      defaultMessage: () => `$property must be the same as ${field} when both are sent`,
    },
  });
}

/** The field is required unless its alias was sent. */
export function UnlessSent(alias: string): PropertyDecorator {
  return ValidateIf(
    (body: Record<string, unknown>, value) => value !== undefined || body[alias] === undefined,
  );
}

/** Text of 1 to `max` characters without blanks at its ends or runs of them inside: a code a person can retype. */
export function IsCode(max: number): PropertyDecorator {
  return ValidateBy({
    name: 'isCode',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' && value.length <= max && /^[^\s\p{Cc}]+( [^\s\p{Cc}]+)*$/u.test(value),
      defaultMessage: () => `$property must be text of 1 to ${max} characters without outer or double blanks`,
    },
  });
}
