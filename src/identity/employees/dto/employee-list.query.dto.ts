import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class EmployeeListQuery extends ListQuery {
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  @IsOptional()
  @IsUUID()
  user_id?: string;

  /**
   * Part of a name, position or code.
   * @example jane
   */
  @IsOptional()
  @IsText(100)
  q?: string;
}
