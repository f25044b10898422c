import { IsBoolean, IsEmail, Matches } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { LowerCased, Trimmed, UpperCased } from '../../common/http/validation/transforms.js';
import { compactVatNumber } from '../vat/vat-number.js';
import { CountryCode } from './country-code.js';

function VatNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? compactVatNumber(value) : value,
  );
}

/** What customers and suppliers have in common. */
export class SavePartnerDto {
  /** @example Corner Café Ltd */
  @Trimmed()
  @IsText(200)
  name: string;

  /**
   * Unique; kept in upper case, and made up when left out.
   * @example ACME-1
   */
  @Optional()
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9._/-]{0,19}$/, {
    message: 'code must be 1 to 20 letters, digits, . _ / or -, and begin with a letter or digit',
  })
  code?: string;

  /**
   * How to reach them, in free text.
   * @example john@corner.example, +44 20 7946 0958
   */
  @Nullable()
  @Trimmed()
  @IsText(500)
  contact_info?: string | null;

  /** @example John Smith */
  @Nullable()
  @Trimmed()
  @IsText(200)
  contact_person?: string | null;

  /**
   * Kept in lower case.
   * @example john@corner.example
   */
  @Nullable()
  @LowerCased()
  @IsEmail()
  email?: string | null;

  /** @example +44 20 7946 0958 */
  @Nullable()
  @Trimmed()
  @IsText(50)
  phone?: string | null;

  /** @example 12 High Street */
  @Nullable()
  @Trimmed()
  @IsText(500)
  address?: string | null;

  /** @example London */
  @Nullable()
  @Trimmed()
  @IsText(100)
  city?: string | null;

  /**
   * Of their address and VAT number, ISO 3166.
   * @example GB
   */
  @Nullable()
  @CountryCode()
  country_code?: string | null;

  /**
   * Kept in upper case, without spaces and punctuation. Its check digits must be right where the country, from its
   * prefix or `country_code`, has a rule for them.
   * @example GB980780684
   */
  @Nullable()
  @VatNumber()
  @Matches(/^[A-Z0-9]{2,30}$/, { message: 'vat_number must be 2 to 30 letters and digits' })
  vat_number?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** @example Rings the bell twice */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}
