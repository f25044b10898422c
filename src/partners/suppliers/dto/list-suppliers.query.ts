import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean, UpperCased } from '../../../common/http/validation/transforms.js';

export class ListSuppliersQuery extends ListQuery {
  /**
   * Words of the name, code, email, phone or contact info.
   * @example acme
   */
  @IsOptional()
  @IsText(200)
  q?: string;

  /** @example S000042 */
  @IsOptional()
  @UpperCased()
  @IsText(20)
  code?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  delivery_blocked?: boolean;
}

export class SearchSuppliersQuery extends ListQuery {
  /**
   * A part of the name.
   * @example acme
   */
  @IsText(200)
  name: string;
}
