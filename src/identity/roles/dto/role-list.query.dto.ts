import { IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';

export class RoleListQuery extends ListQuery {
  /**
   * Part of a name.
   * @example lead
   */
  @IsOptional()
  @IsText(50)
  q?: string;
}
