import { IsBoolean, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListProductGroupsQuery extends ListQuery {
  /**
   * Part of the name or the code.
   * @example drinks
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Only what is directly below this group. */
  @IsOptional()
  @IsUUID()
  parent_id?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  /** Nested instead of flat: the roots, each with its children. Then nothing else is taken. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  tree?: boolean;
}
