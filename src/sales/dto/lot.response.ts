import type { MovedLot } from '../domain/moved-lots.js';

/** Of one batch, or one unit with a serial number, that a line moved. */
export class LotResponse {
  /** The line's own product, or of a bundle the part. */
  product_id: string;
  /** @example L2411 */
  batch_number: string | null;
  /** @example 2027-03-31 */
  expiry_date: string | null;
  /** @example SN-1001 */
  serial_number: string | null;
  /**
   * In the product's own unit.
   * @example 1
   */
  quantity: number;

  static from({ product_id, batch_number, expiry_date, serial_number, quantity }: MovedLot): LotResponse {
    return { product_id, batch_number, expiry_date, serial_number, quantity: quantity.toNumber() };
  }
}
