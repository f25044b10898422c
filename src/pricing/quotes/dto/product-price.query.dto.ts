import { IsInstant } from '../../../common/http/validation/day-or-instant.js';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID } from 'class-validator';
import { IsQuantity, IsText } from '../../../common/http/validation/decorators.js';

export class ProductPriceQuery {
  /**
   * In the unit.
   * @example 3
   */
  @IsOptional()
  @Type(() => Number)
  @IsQuantity()
  quantity: number = 1;

  /**
   * Code of the unit: a pack's, or the product's own; absent = the product's own.
   * @example box
   */
  @IsOptional()
  @IsText(20)
  unit?: string;

  /** The customer; absent = anonymous. */
  @IsOptional()
  @IsUUID()
  customer_id?: string;

  /** Where it would be sold; absent = the default location. */
  @IsOptional()
  @IsUUID()
  location_id?: string;

  /**
   * When it would be sold; absent = now.
   * @example 2026-11-20T09:30:00Z
   */
  @IsOptional()
  @IsInstant()
  at?: string;
}
