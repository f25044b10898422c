import { OmitType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUUID, Matches } from 'class-validator';
import { IsText, Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../common/http/validation/transforms.js';

export class SaveRegisterDto {
  /**
   * Where it stands; the default location unless given. A register never moves, because its receipts are chained.
   * @example 01900000-0000-7000-8000-000000000101
   */
  @Optional()
  @IsUUID()
  location_id?: string;

  /**
   * Unique in its location; kept in upper case.
   * @example POS2
   */
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, {
    message: 'code must be 1 to 20 letters, digits, - or _, and begin with a letter or digit',
  })
  code: string;

  /** @example Register 2 */
  @Trimmed()
  @IsText(100)
  name: string;

  /** The default register of a location cannot be inactive. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** True makes it its location's default in place of the present one; the first one is the default anyway. */
  @Optional()
  @IsBoolean()
  is_default?: boolean;
}

export class UpdateRegisterDto extends PartialType(OmitType(SaveRegisterDto, ['location_id']), {
  skipNullProperties: false,
}) {}
