import { ApiProperty } from '@nestjs/swagger';
import { PRICE_SOURCES, type PriceSource } from '../../domain/price-source.js';

/** What a product will probably cost. */
export class PriceSuggestionResponse {
  product_id: string;
  /** @example box */
  unit: string;
  /** @example 12 */
  unit_factor: number;
  /**
   * Of one unit.
   * @example 12.5
   */
  unit_price: number;
  /** Whether that is with tax. */
  prices_include_tax: boolean;
  /** @example USD */
  currency: string;
  @ApiProperty({ enum: PRICE_SOURCES, example: 'supplier_location' })
  price_source: PriceSource;
  /**
   * When it was paid, if it was.
   * @example 2026-11-20
   */
  bought_on: string | null;
  /** What the supplier calls it. */
  supplier_code: string | null;
}
