import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateIf, ValidateBy, buildMessage } from 'class-validator';
import { isCurrency } from '../../money/currency.js';
import { Decimal } from '../../money/decimal.js';
import { isTimeZone } from '../../time/business-date.js';

/** The field may be left out, but not sent as null. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** The field may be left out; null clears it. */
export function Nullable(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined && value !== null);
}

interface NumberRange {
  min: number;
  max: number;
  decimals: number;
}

function isDecimalWithin(value: unknown, range: NumberRange): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return value >= range.min && value <= range.max && new Decimal(value).decimalPlaces() <= range.decimals;
}

function IsDecimalNumber(name: string, range: NumberRange): PropertyDecorator {
  const text = `a number from ${range.min} to ${range.max} with at most ${range.decimals} decimals`;
  return applyDecorators(
    ApiProperty({ type: 'number', minimum: range.min, maximum: range.max }),
    ValidateBy({
      name,
      validator: {
        validate: (value: unknown) => isDecimalWithin(value, range),
        defaultMessage: buildMessage((each) => `${each}$property must be ${text}`),
      },
    }),
  );
}

export const MAX_MONEY = 999_999_999.9999;
export const MAX_QUANTITY = 9_999_999.999;

/** An amount of money in major units, 0 or more. Currency digits are checked where the currency is known. */
export function IsMoney(range: Partial<NumberRange> = {}): PropertyDecorator {
  return IsDecimalNumber('isMoney', { min: 0, max: MAX_MONEY, decimals: 4, ...range });
}

/** A quantity above zero with up to three decimals. Whole-piece units are checked where the unit is known. */
export function IsQuantity(range: Partial<NumberRange> = {}): PropertyDecorator {
  return IsDecimalNumber('isQuantity', { min: 0.001, max: MAX_QUANTITY, decimals: 3, ...range });
}

/** A percentage from 0 to 100 with up to four decimals. */
export function IsPercent(range: Partial<NumberRange> = {}): PropertyDecorator {
  return IsDecimalNumber('isPercent', { min: 0, max: 100, decimals: 4, ...range });
}

function IsKnown(name: string, text: string, known: (value: string) => boolean): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && known(value),
      defaultMessage: buildMessage((each) => `${each}$property must be ${text}`),
    },
  });
}

export function IsIanaTimeZone(): PropertyDecorator {
  return IsKnown('isIanaTimeZone', 'an IANA time zone such as Europe/London', isTimeZone);
}

export function IsCurrencyCode(): PropertyDecorator {
  return IsKnown('isCurrencyCode', 'an ISO 4217 currency code such as EUR', isCurrency);
}

/** Text that is not blank and not longer than `max` characters. */
export function IsText(max: number): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'string', minLength: 1, maxLength: max }),
    ValidateBy({
      name: 'isText',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.trim() !== '' && value.length <= max,
        defaultMessage: buildMessage((each) => `${each}$property must be text of 1 to ${max} characters`),
      },
    }),
  );
}
