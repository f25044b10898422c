import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';

export const SEVERITIES = ['error', 'warning'] as const;

export class CheckPricesQuery extends ListQuery {
  /** Absent = the default location. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /** @example error */
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: (typeof SEVERITIES)[number];
}
