import { IsEmail, MaxLength } from 'class-validator';
import { IsText, Nullable } from '../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../common/http/validation/transforms.js';

/** What people may say of themselves. */
export class ProfileDto {
  /** @example john@example.com */
  @Nullable()
  @Trimmed()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  /** @example John Doe */
  @Nullable()
  @IsText(200)
  full_name?: string | null;

  /** @example +44 20 7946 0000 */
  @Nullable()
  @IsText(50)
  phone_number?: string | null;
}
