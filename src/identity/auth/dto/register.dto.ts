import { IsText, Optional } from '../../../common/http/validation/decorators.js';
import { ProfileDto } from '../../users/dto/profile.dto.js';
import { IsPassword, IsUsername } from '../../users/dto/rules.js';

export class RegisterDto extends ProfileDto {
  /** @example john */
  @IsUsername()
  username: string;

  /** @example correct-horse-battery */
  @IsPassword()
  password: string;

  /**
   * Counts only when the caller is signed in and may grant it; otherwise the new user gets `user`.
   * @example cashier
   */
  @Optional()
  @IsText(50)
  role?: string;
}
