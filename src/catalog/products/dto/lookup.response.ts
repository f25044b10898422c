import { ApiProperty } from '@nestjs/swagger';
import { ProductResponse } from './product.response.js';

export const LOOKUP_MATCHES = ['barcode', 'weight', 'price', 'plu', 'sku'] as const;
export type LookupMatch = (typeof LOOKUP_MATCHES)[number];

/** What a scanned code means. */
export class LookupResponse {
  /** @example 2804011005126 */
  code: string;
  /** How the code met the product; weight and price are what a scale's label carries. */
  @ApiProperty({ enum: LOOKUP_MATCHES })
  match: LookupMatch;
  product: ProductResponse;
  /**
   * In the product's unit; 1 unless the code says otherwise.
   * @example 0.512
   */
  quantity: number;
  /**
   * Price of one unit: the catalogue's, or what a label with a price comes to.
   * @example 9.9
   */
  unit_price: number;
  /**
   * What this quantity costs before discounts and tax; the printed price for a label that carries one.
   * @example 5.0688
   */
  price: number;
}
