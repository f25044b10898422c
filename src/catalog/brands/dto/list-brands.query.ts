import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';

export class ListBrandsQuery extends ListQuery {
  /**
   * Part of the name.
   * @example acme
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}
