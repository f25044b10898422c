import { IsString, MaxLength } from 'class-validator';
import { IsText } from '../../../common/http/validation/decorators.js';

export class LoginDto {
  /** @example john */
  @IsText(100)
  username: string;

  /** @example correct-horse-battery */
  @IsString()
  @MaxLength(1000)
  password: string;
}
