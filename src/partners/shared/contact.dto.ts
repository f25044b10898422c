import { IsEmail } from 'class-validator';
import { IsText, Nullable } from '../../common/http/validation/decorators.js';
import { LowerCased, Trimmed } from '../../common/http/validation/transforms.js';
import { CountryCode } from './country-code.js';

/** Whom to speak to. */
export class ContactDto {
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
}

/** Whom to speak to, and where to find them. */
export class AddressDto extends ContactDto {
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
   * ISO 3166.
   * @example GB
   */
  @Nullable()
  @CountryCode()
  country_code?: string | null;
}
