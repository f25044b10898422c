import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../../common/http/validation/decorators.js';
import { QueryBoolean, UpperCased } from '../../../../common/http/validation/transforms.js';

export class ListSupplierDivisionsQuery extends ListQuery {
  /** @example FROZEN */
  @IsOptional()
  @UpperCased()
  @IsText(20)
  code?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
