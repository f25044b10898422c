import { IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../common/http/list/list-query.dto.js';
import { IsText } from '../../common/http/validation/decorators.js';
import { IsDayOrInstant } from '../../common/http/validation/day-or-instant.js';

export class ListAuditLogQuery extends ListQuery {
  /**
   * Who did it.
   * @example 01930000-0000-7000-8000-000000000001
   */
  @IsOptional()
  @IsUUID()
  actor_id?: string;

  /** @example product.updated */
  @IsOptional()
  @IsText(100)
  action?: string;

  /** @example product */
  @IsOptional()
  @IsText(60)
  subject_type?: string;

  /** The id of what was changed. */
  @IsOptional()
  @IsText(200)
  subject_id?: string;

  /** The X-Request-Id under which it happened. */
  @IsOptional()
  @IsText(100)
  request_id?: string;

  /**
   * From this instant on, or from the beginning of this day (UTC).
   * @example 2026-11-20
   */
  @IsOptional()
  @IsDayOrInstant()
  from?: string;

  /**
   * Until this instant, or until the end of this day (UTC).
   * @example 2026-11-20
   */
  @IsOptional()
  @IsDayOrInstant()
  to?: string;
}
