import { PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsMoney, IsPercent, Nullable, Optional } from '../../../../common/http/validation/decorators.js';
import { MAX_MARKUP } from '../../base/dto/save-product-price.dto.js';
import { PRICE_METHODS, type PriceMethod } from '../../price-method.js';
import { priceListOf } from '../../shared/dto/price-list.dto.js';

export class SavePackagingPriceDto {
  /** Where it holds; absent or null = everywhere, for stated prices only. */
  @Nullable()
  @IsUUID()
  location_id?: string | null;

  /** A pack of a product. */
  @IsUUID()
  packaging_id: string;

  /**
   * `fixed` states the price of the pack, `markup` adds a percentage to the cost of what is in it, `auto` the
   * location's own percentage.
   * @example fixed
   */
  @IsIn(PRICE_METHODS)
  method: PriceMethod;

  /**
   * The stated price of the whole pack, for `fixed`; 0 is a price.
   * @example 27
   */
  @Nullable()
  @IsMoney()
  price?: number | null;

  /**
   * Added to the cost, for `markup`.
   * @example 40
   */
  @Nullable()
  @IsPercent({ max: MAX_MARKUP })
  markup_percent?: number | null;

  /**
   * Off the stated price, or off what the cost makes of it.
   * @example 0
   */
  @Optional()
  @IsPercent()
  discount_percent?: number;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdatePackagingPriceDto extends PartialType(SavePackagingPriceDto, {
  skipNullProperties: false,
}) {}

export class SavePackagingPricesDto extends priceListOf(SavePackagingPriceDto) {}
