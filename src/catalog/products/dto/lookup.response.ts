import { ApiProperty } from '@nestjs/swagger';
import { ProductResponse } from './product.response.js';

export const LOOKUP_MATCHES = ['barcode', 'packaging', 'weight', 'price', 'plu', 'sku'] as const;
export type LookupMatch = (typeof LOOKUP_MATCHES)[number];

/** The pack whose barcode was scanned. */
export class ScannedPack {
  id: string;
  /**
   * Code of the unit it is named by.
   * @example case
   */
  unit: string;
  /** @example Case */
  unit_name: string;
  /**
   * Units of the product in one pack.
   * @example 24
   */
  factor: number;
  allow_sale: boolean;
}

/** What a scanned code means. */
export class LookupResponse {
  /** @example 2804011005126 */
  code: string;
  /** How the code met the product; weight and price are what a scale's label carries. */
  @ApiProperty({ enum: LOOKUP_MATCHES })
  match: LookupMatch;
  product: ProductResponse;
  /** Null unless it is a pack's barcode. */
  @ApiProperty({ type: () => ScannedPack, nullable: true })
  packaging: ScannedPack | null;
  /**
   * In the product's own unit, also for a pack; 1 unless the code says otherwise.
   * @example 0.512
   */
  quantity: number;
  /**
   * Price of one unit: the catalogue's, or what a label with a price comes to; null when there is none.
   * @example 9.9
   */
  unit_price: number | null;
  /**
   * What this quantity costs at that price, before price rules, discounts and tax; the printed price for a label that
   * carries one. What it really sells for, `POST /v1/pricing/quote` says.
   * @example 5.0688
   */
  price: number | null;
}
