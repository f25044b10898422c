import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { IsText } from '../../../common/http/validation/decorators.js';
import { QueryBoolean } from '../../../common/http/validation/transforms.js';
import { DISCOUNT_TYPES, type DiscountType } from '../../domain/rules.types.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';

export class ListDiscountsQuery extends ListQuery {
  /**
   * A part of the name or code.
   * @example jam
   */
  @IsOptional()
  @IsText(100)
  q?: string;

  /** @example percentage */
  @IsOptional()
  @IsIn(DISCOUNT_TYPES)
  type?: DiscountType;

  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  is_active?: boolean;

  /** Only discounts that name this product. */
  @IsOptional()
  @IsUUID()
  product_id?: string;

  /**
   * Only active discounts whose days include this one.
   * @example 2026-11-20
   */
  @IsOptional()
  @IsDay()
  in_force_on?: string;
}
