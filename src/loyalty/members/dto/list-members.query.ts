import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { LowerCased, UpperCased } from '../../../common/http/validation/transforms.js';

const LISTED_STATUSES = ['active', 'left'] as const;

/** Filters of a program's members. */
export class ListMembersQuery extends ListQuery {
  /** @example 2900000000423 */
  @IsOptional()
  @UpperCased()
  @IsText(50)
  card_number?: string;

  @IsOptional()
  @IsUUID()
  customer_id?: string;

  /** @example gold */
  @IsOptional()
  @LowerCased()
  @IsText(20)
  tier?: string;

  /** @example active */
  @IsOptional()
  @IsIn(LISTED_STATUSES)
  status?: (typeof LISTED_STATUSES)[number];
}

/** Filters of all members. */
export class ListAllMembersQuery extends ListMembersQuery {
  @IsOptional()
  @IsUUID()
  program_id?: string;
}
