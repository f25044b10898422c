import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
} from 'class-validator';
import { ListQuery } from '../../../common/http/list/list-query.dto.js';
import { PRODUCT_KINDS, type ProductKind } from '../../domain/product-kind.js';
import { LIFECYCLE_STATUSES, type LifecycleStatus } from '../../domain/lifecycle.js';

function asBoolean({ value }: { value: unknown }): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

export class ListProductsQuery extends ListQuery {
  /**
   * Words in name, SKU, barcode, PLU or description; all must match.
   * @example mug
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /**
   * Name of a category; includes what is below it.
   * @example Kitchenware
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;

  /** Id of a category; includes what is below it. */
  @IsOptional()
  @IsUUID()
  category_id?: string;

  /** Id of a product group; includes what is below it. */
  @IsOptional()
  @IsUUID()
  product_group_id?: string;

  @IsOptional()
  @IsIn(PRODUCT_KINDS)
  kind?: ProductKind;

  /** Id of a template: only its variants. */
  @IsOptional()
  @IsUUID()
  parent_id?: string;

  /**
   * `code:value` of an attribute; may be sent several times. Values of one attribute are alternatives, different
   * attributes must all match.
   * @example colour:blue
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(10)
  @Matches(/^[^:]{1,100}:.{1,200}$/su, {
    each: true,
    message: 'each attribute must be a code and a value with a colon between them (colour:blue)',
  })
  @ApiPropertyOptional({ type: [String] })
  attribute?: string[];

  @IsOptional()
  @IsUUID()
  brand_id?: string;

  /** Lifecycle status. Without it, archived products are left out. */
  @IsOptional()
  @IsIn(LIFECYCLE_STATUSES)
  status?: LifecycleStatus;

  /** @example 5 */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  min_price?: number;

  /** @example 20 */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  max_price?: number;

  /** Only products at or below their minimum stock level (true), or only the others (false). */
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  low_stock?: boolean;

  /** @example 4006381333931 */
  @IsOptional()
  @IsString()
  @MaxLength(48)
  barcode?: string;
}
