import { Decimal } from '../../../common/money/decimal.js';
import type { TaxGroup } from '../tax-group.entity.js';

export class TaxGroupResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a13 */
  id: string;
  /** @example A */
  code: string;
  /** @example Standard rate */
  name: string;
  /**
   * Percent.
   * @example 20
   */
  rate: number;
  /** Null follows the location. */
  prices_include_tax: boolean | null;
  is_default: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(group: TaxGroup): TaxGroupResponse {
    return {
      id: group.id,
      code: group.code,
      name: group.name,
      rate: new Decimal(group.rate).toNumber(),
      prices_include_tax: group.prices_include_tax,
      is_default: group.is_default,
      version: group.version,
      created_at: group.created_at,
      updated_at: group.updated_at,
    };
  }
}
