import { OmitType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsUUID, Max, Min } from 'class-validator';
import {
  IsCurrencyCode,
  IsMoney,
  IsQuantity,
  IsText,
  Nullable,
  Optional,
} from '../../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../../common/http/validation/transforms.js';

export class SaveSupplierProductDto {
  /** @example 01930000-0000-7000-8000-000000000051 */
  @IsUUID()
  product_id: string;

  /**
   * What the supplier calls it.
   * @example AC-4711
   */
  @Nullable()
  @Trimmed()
  @IsText(50)
  supplier_code?: string | null;

  /** @example Coffee beans, 12 x 500 g */
  @Nullable()
  @Trimmed()
  @IsText(200)
  supplier_name?: string | null;

  /**
   * Of one pack; null when it is not known.
   * @example 54
   */
  @Nullable()
  @IsMoney()
  cost?: number | null;

  /**
   * Of the cost; null when it is that of the location that orders.
   * @example EUR
   */
  @Nullable()
  @UpperCased()
  @IsCurrencyCode()
  currency?: string | null;

  /**
   * Base units of the product in one pack; 1 unless said otherwise.
   * @example 12
   */
  @Optional()
  @IsQuantity()
  pack_factor?: number;

  /**
   * What a pack is called.
   * @example case
   */
  @Nullable()
  @Trimmed()
  @IsText(20)
  pack_unit?: string | null;

  /**
   * In packs.
   * @example 2
   */
  @Nullable()
  @IsQuantity()
  minimum_order_quantity?: number | null;

  /**
   * From order to delivery.
   * @example 3
   */
  @Nullable()
  @IsInt()
  @Min(0)
  @Max(3650)
  lead_time_days?: number | null;

  /** Buy it here unless somebody says otherwise; whoever was preferred before no longer is. */
  @Optional()
  @IsBoolean()
  is_preferred?: boolean;

  /** What is no longer offered is not preferred either. */
  @Optional()
  @IsBoolean()
  is_active?: boolean;

  /** @example Only on Mondays */
  @Nullable()
  @IsText(2000)
  notes?: string | null;
}

export class UpdateSupplierProductDto extends PartialType(
  OmitType(SaveSupplierProductDto, ['product_id'] as const),
  { skipNullProperties: false },
) {}
