import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsISO31661Alpha2 } from 'class-validator';

/** Tax offices say EL where everybody else says GR. */
const GREECE_FOR_TAX = 'EL';

/** Two letters of ISO 3166, kept in upper case. */
export function CountryCode(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      if (typeof value !== 'string') return value;
      const code = value.trim().toUpperCase();
      return code === GREECE_FOR_TAX ? 'GR' : code;
    }),
    IsISO31661Alpha2({ message: '$property must be a country of two letters, such as DE (ISO 3166)' }),
  );
}
