import { imageUrl, IMAGE_SIZE_NAMES } from '../image-sizes.js';
import type { ImageRow } from '../image-store.js';

/** Where the sizes of an image are served, to anybody who has the address. */
export class ImageUrls {
  /**
   * At most 2048 pixels wide and high.
   * @example /v1/images/01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10/large
   */
  large: string;
  /**
   * At most 800 pixels.
   * @example /v1/images/01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10/medium
   */
  medium: string;
  /**
   * At most 200 pixels.
   * @example /v1/images/01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10/thumb
   */
  thumb: string;
}

export class ImageResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  id: string;
  product_id: string;
  urls: ImageUrls;
  /**
   * In pixels, of the largest size.
   * @example 1600
   */
  width: number;
  /** @example 1200 */
  height: number;
  /**
   * What it shows, for those who cannot see it.
   * @example Blue coffee mug from the left
   */
  alt_text: string | null;
  /** The product's main image: the first of them. */
  is_primary: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(row: ImageRow): ImageResponse {
    return {
      id: row.id,
      product_id: row.product_id,
      urls: Object.fromEntries(IMAGE_SIZE_NAMES.map((size) => [size, imageUrl(row.id, size)])) as {
        [size in keyof ImageUrls]: string;
      },
      width: row.width,
      height: row.height,
      alt_text: row.alt_text,
      is_primary: row.position === 0,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
