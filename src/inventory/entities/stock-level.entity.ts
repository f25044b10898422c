import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** How much of a product a location holds, and what it is worth: a projection of the movements. */
@Entity('stock_levels')
@ForeignKey('Product', ['product_id'], ['id'], { name: 'fk_stock_levels_product', onDelete: 'RESTRICT' })
@ForeignKey('Location', ['location_id'], ['id'], { name: 'fk_stock_levels_location', onDelete: 'RESTRICT' })
@Check('ck_stock_levels_on_hand', `on_hand >= 0 OR negative_allowed`)
@Check('ck_stock_levels_reserved', `reserved >= 0`)
@Check('ck_stock_levels_unsellable', `unsellable >= 0`)
export class StockLevel {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_levels' })
  product_id: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_levels' })
  location_id: string;

  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  on_hand: Decimal;

  /** Promised to somebody: what active reservations still hold. */
  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  reserved: Decimal;

  /** Σ remaining of the layers on quality hold or damaged; never part of what is available. */
  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  unsellable: Decimal;

  /** Whether it ever held a batch, a serial number or another state; if not, posting looks for none. */
  @Column('boolean', { default: false })
  has_lots: boolean;

  /** Σ remaining × unit_cost of the layers. */
  @Column('numeric', { precision: 26, scale: 7, default: 0, transformer: decimalColumn })
  stock_value: Decimal;

  /** `stock_value / on_hand`; keeps its last value when nothing is left. Null until goods first came. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  avg_cost: Decimal | null;

  /** The last unit cost that somebody stated. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  last_cost: Decimal | null;

  /** The location's policy when stock last moved. Stays true while `on_hand` is below zero. */
  @Column('boolean', { default: false })
  negative_allowed: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  updated_at: Date;
}
