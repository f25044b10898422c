import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';

export class ApiKeyListQuery extends ListQuery {
  /** Keys of this user. */
  @IsOptional()
  @IsUUID()
  user_id?: string;

  /** Whether the key still works: neither revoked nor expired. */
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
