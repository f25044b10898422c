import type { PriceVerdict } from '../price-lists.js';

export class PriceFaultResponse {
  /** @example product_id */
  field: string;
  /** @example PRODUCT_NOT_FOUND */
  code: string;
  /** @example There is no such product. */
  message: string;
}

/** What became of one price of a list. */
export class PriceVerdictResponse {
  /**
   * Its place in the list, from 0.
   * @example 0
   */
  index: number;
  /**
   * `created`, `updated`, `unchanged` or `refused`.
   * @example updated
   */
  outcome: PriceVerdict['outcome'];
  /** Of the price; null when it was refused. */
  id: string | null;
  /** Why it was refused. */
  errors: PriceFaultResponse[];

  static from(this: void, verdict: PriceVerdict): PriceVerdictResponse {
    const { index, outcome, id, errors } = verdict;
    return { index, outcome, id, errors };
  }
}
