import type { LineTax } from '../../domain/quote.types.js';

/** One tax of a line. */
export class LineTaxResponse {
  /** @example STANDARD */
  code: string;
  /** @example Standard rate */
  name: string;
  /**
   * Percent.
   * @example 20
   */
  rate: number;
  /** @example 2.75 */
  amount: number;

  static from({ code, name, rate, amount }: LineTax): LineTaxResponse {
    return { code, name, rate: rate.toNumber(), amount: amount.toNumber() };
  }
}
