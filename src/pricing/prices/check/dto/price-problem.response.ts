import { numberOrNull } from '../../shared/number-or-null.js';
import { ofSeverity, type PriceFault, type PriceFaultRow } from '../price-check.query.js';

const MESSAGES: Readonly<Record<PriceFault, string>> = {
  NO_PRICE: 'It has no price here.',
  NO_COST: 'What it costs is not known.',
  PRICE_NOT_ABOVE_COST: 'Its price without tax is not above its cost.',
};

/** What is wrong with the price of a product at a location. */
export class PriceProblemResponse {
  /** @example 01990a3c-7d2e-7bb1-9c55-2f6d1c0a4e12 */
  product_id: string;
  /** @example WIDGET */
  sku: string;
  /** @example Widget */
  name: string;
  /** @example warning */
  severity: 'error' | 'warning';
  /** @example PRICE_NOT_ABOVE_COST */
  code: PriceFault;
  /** @example Its price without tax is not above its cost. */
  message: string;
  /** @example 14.5 */
  price: number | null;
  /**
   * Only for callers who may see costs.
   * @example 15
   */
  cost?: number | null;

  static from(row: PriceFaultRow, canSeeCosts: boolean): PriceProblemResponse {
    return {
      product_id: row.product_id,
      sku: row.sku,
      name: row.name,
      severity: ofSeverity(row.code),
      code: row.code,
      message: MESSAGES[row.code],
      price: numberOrNull(row.price),
      ...(canSeeCosts && { cost: numberOrNull(row.cost) }),
    };
  }
}
