import { Transform } from 'class-transformer';
import { compactVatNumber, normalisedVatNumber } from '../vat/vat-number.js';

/** A VAT number to look for, as it would be kept; one that is wrong is looked for as it stands. */
export function SearchedVatNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (normalisedVatNumber(value, null) ?? compactVatNumber(value)) : value,
  );
}
