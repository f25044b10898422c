import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListRegistersQuery extends ListQuery {
  /** @example 01900000-0000-7000-8000-000000000101 */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
