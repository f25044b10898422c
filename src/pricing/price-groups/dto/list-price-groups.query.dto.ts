import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListPriceGroupsQuery extends ListQuery {
  /**
   * A part of the name or code.
   * @example vip
   */
  @IsOptional()
  @IsText(100)
  q?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
