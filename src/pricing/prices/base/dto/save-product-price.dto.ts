import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsMoney, IsPercent, Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { PRICE_METHODS, type PriceMethod } from '../../price-method.js';
import { priceListOf } from '../../shared/dto/price-list.dto.js';

/** The highest markup that is taken for one, in percent. */
export const MAX_MARKUP = 99_999.9999;

export class SaveProductPriceDto {
  /** Where it is sold. */
  @IsUUID()
  location_id: string;

  @IsUUID()
  product_id: string;

  /**
   * `fixed` states the price, `markup` adds a percentage to the cost, `auto` the location's own percentage.
   * @example markup
   */
  @IsIn(PRICE_METHODS)
  method: PriceMethod;

  /**
   * The stated price of one base unit, for `fixed`; 0 is a price.
   * @example 24.99
   */
  @Nullable()
  @IsMoney()
  base_price?: number | null;

  /**
   * Added to the cost, for `markup`; 0 sells at cost.
   * @example 66.5
   */
  @Nullable()
  @IsPercent({ max: MAX_MARKUP })
  markup_percent?: number | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateProductPriceDto extends PartialType(SaveProductPriceDto, { skipNullProperties: false }) {}

export class SaveProductPricesDto extends priceListOf(SaveProductPriceDto) {}
