import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListReviewsQuery extends ListQuery {
  /**
   * Only those with so many stars.
   * @example 5
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(5)
  rating?: number;

  /** Hidden ones too; needs catalog:write. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  include_hidden?: boolean;
}
