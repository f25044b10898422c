import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ListProgramsQuery extends ListQuery {
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
