import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import {
  IsMoney,
  IsQuantity,
  IsText,
  Nullable,
  Optional,
} from '../../../../common/http/validation/decorators.js';
import { Trimmed } from '../../../../common/http/validation/transforms.js';
import { priceListOf } from '../../shared/dto/price-list.dto.js';

export class SaveStepPriceDto {
  /** Where it holds; absent or null = everywhere. A location's own price stands before the general one. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  @IsUUID()
  product_id: string;

  /**
   * From how many base units on; the highest that is reached counts.
   * @example 50
   */
  @IsQuantity()
  min_quantity: number;

  /**
   * Of one base unit; 0 is a price.
   * @example 21.5
   */
  @IsMoney()
  price: number;

  /** @example By the half hundred */
  @Nullable()
  @Trimmed()
  @IsText(200)
  description?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateStepPriceDto extends PartialType(SaveStepPriceDto, { skipNullProperties: false }) {}

export class SaveStepPricesDto extends priceListOf(SaveStepPriceDto) {}
