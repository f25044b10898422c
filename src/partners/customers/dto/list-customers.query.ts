import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { LowerCased, QueryBoolean, UpperCased } from '../../../common/http/validation/transforms.js';
import {
  CUSTOMER_CATEGORIES,
  CUSTOMER_TYPES,
  type CustomerCategory,
  type CustomerType,
} from '../customer.entity.js';

export class ListCustomersQuery extends ListQuery {
  /**
   * Words of the name, code, email, phone or contact info.
   * @example john smith
   */
  @IsOptional()
  @IsText(200)
  q?: string;

  /** @example C000042 */
  @IsOptional()
  @UpperCased()
  @IsText(20)
  code?: string;

  /** @example john@corner.example */
  @IsOptional()
  @LowerCased()
  @IsText(254)
  email?: string;

  /** @example company */
  @IsOptional()
  @IsIn(CUSTOMER_TYPES)
  type?: CustomerType;

  /** @example vip */
  @IsOptional()
  @IsIn(CUSTOMER_CATEGORIES)
  category?: CustomerCategory;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  sales_blocked?: boolean;
}
