import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** Where a member stands who earned at least so many points within the program's window. */
@Entity('loyalty_tiers')
@Unique('uq_loyalty_tiers_code', ['program_id', 'code'])
@Unique('uq_loyalty_tiers_threshold', ['program_id', 'threshold_points'])
@Check('ck_loyalty_tiers_threshold', `threshold_points >= 0`)
@Check('ck_loyalty_tiers_multiplier', `earn_multiplier BETWEEN 0 AND 100`)
export class LoyaltyTier {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_loyalty_tiers' })
  id: string;

  @ForeignKey('LoyaltyProgram', { name: 'fk_loyalty_tiers_program', onDelete: 'CASCADE' })
  @Column('uuid')
  program_id: string;

  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 50 })
  name: string;

  @Column('bigint')
  threshold_points: string;

  @Column('numeric', { precision: 7, scale: 4, default: 1, transformer: decimalColumn })
  earn_multiplier: Decimal;
}
