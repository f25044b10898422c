import type { TaxGroupRow } from '../tax-group.sql.js';
import { TaxComponentResponse } from './tax-component.response.js';

export class TaxGroupResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a13 */
  id: string;
  /** @example A */
  code: string;
  /** @example Standard rate */
  name: string;
  /**
   * Percent: what the taxes for all locations come to together.
   * @example 20
   */
  rate: number;
  /** The taxes it stands for, in their order; none means one of its own code and rate. */
  components: TaxComponentResponse[];
  /** Null follows the location. */
  prices_include_tax: boolean | null;
  is_reverse_charge: boolean;
  is_default: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(row: TaxGroupRow): TaxGroupResponse {
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      rate: Number(row.rate),
      components: (row.components ?? []).map((component) => TaxComponentResponse.from(component)),
      prices_include_tax: row.prices_include_tax,
      is_reverse_charge: row.is_reverse_charge,
      is_default: row.is_default,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
