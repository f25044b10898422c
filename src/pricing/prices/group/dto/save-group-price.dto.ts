import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import { IsMoney, IsQuantity, Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { priceListOf } from '../../shared/dto/price-list.dto.js';

export class SaveGroupPriceDto {
  /** Where it holds; absent or null = everywhere. A location's own price stands before the general one. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  @IsUUID()
  product_id: string;

  @IsUUID()
  price_group_id: string;

  /**
   * From how many base units on; absent = 1.
   * @example 1
   */
  @Optional()
  @IsQuantity()
  min_quantity?: number;

  /**
   * Of one base unit; 0 is a price.
   * @example 22
   */
  @IsMoney()
  price: number;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateGroupPriceDto extends PartialType(SaveGroupPriceDto, { skipNullProperties: false }) {}

export class SaveGroupPricesDto extends priceListOf(SaveGroupPriceDto) {}
