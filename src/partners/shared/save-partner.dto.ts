import { IsBoolean, Matches } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../common/http/validation/transforms.js';
import { compactVatNumber } from '../vat/vat-number.js';
import { AddressDto } from './contact.dto.js';

function VatNumber(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? compactVatNumber(value) : value,
  );
}

/** What customers and suppliers have in common. */
export class SavePartnerDto extends AddressDto {
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
