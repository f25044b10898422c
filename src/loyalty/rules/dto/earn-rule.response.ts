import { type Decimal } from '../../../common/money/decimal.js';
import type { EarnRule } from '../../entities/earn-rule.entity.js';

/** A row of the list, or the entity itself. */
export type EarnRuleRow = Omit<EarnRule, 'points_per_unit' | 'multiplier'> &
  Record<'points_per_unit' | 'multiplier', string | Decimal | null>;

export class EarnRuleResponse {
  /** @example 01930000-0000-7000-8000-000000000611 */
  id: string;
  program_id: string;
  product_id: string | null;
  category_id: string | null;
  brand_id: string | null;
  /** @example 0 */
  points_per_unit: number | null;
  /** @example 2 */
  multiplier: number | null;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: EarnRuleRow): EarnRuleResponse {
    const number = (value: string | Decimal | null): number | null => (value === null ? null : Number(value));
    return {
      id: row.id,
      program_id: row.program_id,
      product_id: row.product_id,
      category_id: row.category_id,
      brand_id: row.brand_id,
      points_per_unit: number(row.points_per_unit),
      multiplier: number(row.multiplier),
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}
