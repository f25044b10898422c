import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import { IsText, Optional } from '../../../common/http/validation/decorators.js';
import { ProfileDto } from './profile.dto.js';
import { IsPassword, IsUsername } from './rules.js';

export class SaveUserDto extends ProfileDto {
  /** @example john */
  @IsUsername()
  username: string;

  /** @example correct-horse-battery */
  @IsPassword()
  password: string;

  /**
   * Name of a role that grants nothing the caller lacks; `user` when neither it nor `role_id` is sent.
   * @example cashier
   */
  @Optional()
  @IsText(50)
  role?: string;

  /** The same by id. */
  @Optional()
  @IsUUID()
  role_id?: string;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateUserDto extends PartialType(SaveUserDto, { skipNullProperties: false }) {}
