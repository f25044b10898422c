import { IsBoolean, IsInt, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsText, Nullable, Optional } from '../../common/http/validation/decorators.js';
import { HIGHEST_NUMBER } from '../document-register.js';

const PREFIX = /^((?:[A-Z0-9_./-]|\{year\}|\{yy\})*[A-Z_./-])?$/;
const PREFIX_MESSAGE =
  'prefix must be at most 60 of A-Z 0-9 _ . / - {year} {yy}, and must not end in a digit or a year';

export class UpdateNumberSeriesDto {
  /**
   * Before every number; it must not end in a digit, so that prefix and number stay apart. Where counting starts again
   * every year, `{year}` or `{yy}` in it keeps the years apart.
   * @example LON1-POS1-
   */
  @Optional()
  @MaxLength(60)
  @Matches(PREFIX, { message: PREFIX_MESSAGE })
  prefix?: string;

  /**
   * The number is filled with zeros up to so many digits.
   * @example 8
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(15)
  digits?: number;

  /**
   * The last number that may be issued; null when there is none. Not below the last one issued.
   * @example 99999999
   */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_NUMBER)
  max_number?: number | null;

  /** Whether counting starts again with 1 every year; for series of documents. */
  @Optional()
  @IsBoolean()
  reset_yearly?: boolean;

  /** Documents of its type, location or user are numbered from the next wider series while it is not active. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class CreateNumberSeriesDto {
  /**
   * Code of the document type that it numbers.
   * @example purchase_order
   */
  @IsText(40)
  type: string;

  /** Only documents of this location. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** Only documents that this user makes. */
  @Nullable()
  @IsUUID()
  user_id?: string | null;

  /** @example LON1-PO-{year}- */
  @MaxLength(60)
  @Matches(PREFIX, { message: PREFIX_MESSAGE })
  prefix: string;

  /** @example 6 */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(15)
  digits?: number;

  /**
   * Where counting begins.
   * @example 1
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_NUMBER)
  next_sequence?: number;

  /** @example 999999 */
  @Nullable()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_NUMBER)
  max_number?: number | null;

  @Optional()
  @IsBoolean()
  reset_yearly?: boolean;
}
