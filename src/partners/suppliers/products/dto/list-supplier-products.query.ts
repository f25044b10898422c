import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../../common/http/validation/transforms.js';

export class ListSupplierProductsQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /**
   * What the supplier calls it.
   * @example AC-4711
   */
  @IsOptional()
  @IsText(50)
  supplier_code?: string;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_preferred?: boolean;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;
}
