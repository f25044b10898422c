import { ApiProperty } from '@nestjs/swagger';
import { Decimal } from '../../../common/money/decimal.js';
import { UNIT_KINDS, type Unit, type UnitKind } from '../unit.entity.js';

export class UnitResponse {
  /** @example 00000000-0000-7000-8000-000000000602 */
  id: string;
  /** @example kg */
  code: string;
  /** @example Kilogram */
  name: string;
  /** @example kg */
  symbol: string;
  @ApiProperty({ enum: UNIT_KINDS, example: 'weight' })
  kind: UnitKind;
  /** @example 3 */
  decimal_places: number;
  /**
   * How many of the kind's base unit (piece, g, ml, m, m²) one of these is.
   * @example 1000
   */
  base_factor: number;
  description: string | null;
  /** @example 0 */
  sort_order: number;
  /** An inactive unit is not taken for anything new. */
  is_active: boolean;
  /** Built in: cannot be deleted or put out of use. */
  is_system: boolean;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(unit: Unit): UnitResponse {
    return {
      id: unit.id,
      code: unit.code,
      name: unit.name,
      symbol: unit.symbol,
      kind: unit.kind,
      decimal_places: unit.decimal_places,
      base_factor: new Decimal(unit.base_factor).toNumber(),
      description: unit.description,
      sort_order: unit.sort_order,
      is_active: unit.is_active,
      is_system: unit.is_system,
      version: unit.version,
      created_at: unit.created_at,
      updated_at: unit.updated_at,
    };
  }
}
