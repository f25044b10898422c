import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean, UpperCased } from '../../../common/http/validation/transforms.js';
import { SearchedVatNumber } from '../../shared/searched-vat-number.js';

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

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_internal?: boolean;

  /**
   * However it is written.
   * @example GB 980 7806 84
   */
  @IsOptional()
  @SearchedVatNumber()
  @IsText(40)
  vat_number?: string;

  /** Those who offer this product. */
  @IsOptional()
  @IsUUID()
  product_id?: string;
}

export class SearchSuppliersQuery extends ListQuery {
  /**
   * A part of the name.
   * @example acme
   */
  @IsText(200)
  name: string;
}
