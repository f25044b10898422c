import { IsString, MaxLength } from 'class-validator';
import { IsPassword } from '../../users/dto/rules.js';

export class ChangePasswordDto {
  /** @example correct-horse-battery */
  @IsString()
  @MaxLength(1000)
  current_password: string;

  /** @example staple-correct-horse */
  @IsPassword()
  new_password: string;
}
