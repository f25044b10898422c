import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { LowerCased, QueryBoolean, UpperCased } from '../../../common/http/validation/transforms.js';
import { SearchedVatNumber } from '../../shared/searched-vat-number.js';
import {
  CUSTOMER_CATEGORIES,
  CUSTOMER_TYPES,
  TAX_TREATMENTS,
  type CustomerCategory,
  type CustomerType,
  type TaxTreatment,
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

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  credit_blocked?: boolean;

  @IsOptional()
  @IsUUID()
  price_group_id?: string;

  /** @example exempt */
  @IsOptional()
  @IsIn(TAX_TREATMENTS)
  tax_treatment?: TaxTreatment;

  /**
   * However it is written.
   * @example GB 980 7806 84
   */
  @IsOptional()
  @SearchedVatNumber()
  @IsText(40)
  vat_number?: string;

  /** The signposts that were left when customers were merged into this one; they are in no other list. */
  @IsOptional()
  @IsUUID()
  merged_into_id?: string;
}
