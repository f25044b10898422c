import { Check, Column, Entity, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** How points are earned, what they are worth, and how long they last. */
@Entity('loyalty_programs')
@Unique('uq_loyalty_programs_name', ['name'])
@Check('ck_loyalty_programs_points_per_unit', `points_per_unit BETWEEN 0 AND 1000`)
@Check('ck_loyalty_programs_redemption_value', `redemption_value >= 0`)
@Check('ck_loyalty_programs_min_redemption', `min_redemption_points >= 0`)
@Check('ck_loyalty_programs_expiry_months', `expiry_months BETWEEN 1 AND 600`)
@Check('ck_loyalty_programs_tier_window', `tier_window_days BETWEEN 1 AND 3650`)
export class LoyaltyProgram extends MutableEntity {
  @Column('character varying', { length: 100 })
  name: string;

  @Column('boolean', { default: true })
  is_active: boolean;

  /** Points for each 1.00 of the currency. */
  @Column('numeric', { precision: 9, scale: 4, default: 1, transformer: decimalColumn })
  points_per_unit: Decimal;

  /** What one point pays; 0 where points pay for nothing. */
  @Column('numeric', { precision: 19, scale: 4, default: () => '0.01', transformer: decimalColumn })
  redemption_value: Decimal;

  /** The fewest points that may be redeemed at once. */
  @Column('integer', { default: 0 })
  min_redemption_points: number;

  /** Null: points never expire. */
  @Column('integer', { nullable: true })
  expiry_months: number | null;

  /** The days over which the points of a tier are earned. */
  @Column('integer', { default: 365 })
  tier_window_days: number;
}
