import { Check, Column, Entity, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

export const UNIT_KINDS = ['piece', 'weight', 'volume', 'length', 'area'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What a quantity counts, and how finely. */
@Entity('units')
@Index('uq_units_code', { synchronize: false })
@Check('ck_units_kind', `kind IN ('piece', 'weight', 'volume', 'length', 'area')`)
@Check('ck_units_decimal_places', 'decimal_places BETWEEN 0 AND 3')
@Check('ck_units_whole_pieces', `kind <> 'piece' OR decimal_places = 0`)
@Check('ck_units_base_factor', 'base_factor > 0')
@Check('ck_units_system_active', 'is_active OR NOT is_system')
export class Unit extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 10 })
  symbol: string;

  @Column('character varying', { length: 10 })
  kind: UnitKind;

  @Column('integer')
  decimal_places: number;

  /** How many of the kind's base unit (piece, g, ml, m, m²) one of these is. */
  @Column('numeric', { precision: 14, scale: 6, default: 1, transformer: decimalColumn })
  base_factor: Decimal;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('integer', { default: 0 })
  sort_order: number;

  /** An inactive unit is kept for what is counted in it, and not offered for anything new. */
  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('boolean', { default: false })
  is_system: boolean;
}
