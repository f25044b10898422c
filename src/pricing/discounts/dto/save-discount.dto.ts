import { PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsUUID, Matches } from 'class-validator';
import { IsMoney, IsText, Nullable, Optional } from '../../../common/http/validation/decorators.js';
import { Trimmed, UpperCased } from '../../../common/http/validation/transforms.js';
import { DISCOUNT_TYPES, type DiscountType } from '../../domain/rules.types.js';
import { IsDay } from '../../../common/http/validation/day-or-instant.js';

export const MAX_PRODUCTS = 1000;

export class SaveDiscountDto {
  /** @example Autumn jam */
  @Trimmed()
  @IsText(100)
  name: string;

  /**
   * Short and unique, for tills and vouchers; kept in upper case.
   * @example JAM10
   */
  @Nullable()
  @UpperCased()
  @Matches(/^[A-Z0-9][A-Z0-9_-]{0,39}$/, {
    message: 'code must be 1 to 40 letters, digits, - or _, and begin with a letter or digit',
  })
  code?: string | null;

  /** @example percentage */
  @IsIn(DISCOUNT_TYPES)
  type: DiscountType;

  /**
   * Percent (up to 100), or an amount: off each unit of the products it names, or once off a cart.
   * @example 10
   */
  @IsMoney({ min: 0.0001 })
  value: number;

  /**
   * Products it works on by itself. With none, it is for whole carts and for products that point to it.
   * @example []
   */
  @Nullable()
  @IsArray()
  @ArrayMaxSize(MAX_PRODUCTS)
  @IsUUID('all', { each: true })
  applicable_products?: string[] | null;

  /**
   * First business day, in the time zone of the location that sells.
   * @example 2026-11-01
   */
  @Nullable()
  @IsDay()
  start_date?: string | null;

  /**
   * Last business day.
   * @example 2026-11-30
   */
  @Nullable()
  @IsDay()
  end_date?: string | null;

  @Optional()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateDiscountDto extends PartialType(SaveDiscountDto, { skipNullProperties: false }) {}
