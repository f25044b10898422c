import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class UserListQuery extends ListQuery {
  /**
   * Name of a role.
   * @example cashier
   */
  @IsOptional()
  @IsText(50)
  role?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  /**
   * Part of a username, name or email.
   * @example john
   */
  @IsOptional()
  @IsText(100)
  q?: string;
}
