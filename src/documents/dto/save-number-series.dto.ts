import { IsInt, Matches, Max, Min } from 'class-validator';
import { Nullable, Optional } from '../../common/http/validation/decorators.js';
import { HIGHEST_NUMBER } from '../document-register.js';

export class UpdateNumberSeriesDto {
  /**
   * Before every number; it must not end in a digit, so that prefix and number stay apart.
   * @example LON1-POS1-
   */
  @Optional()
  @Matches(/^([A-Z0-9_./-]{0,59}[A-Z_./-])?$/, {
    message: 'prefix must be at most 60 of A-Z 0-9 _ . / and -, and must not end in a digit',
  })
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
}
