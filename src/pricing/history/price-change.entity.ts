import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

export const PRICE_SUBJECTS = ['product', 'place', 'group', 'step', 'packaging'] as const;
export type PriceSubject = (typeof PRICE_SUBJECTS)[number];

/** A price that began, changed or ended. Written by triggers alone; append-only. */
@Entity('price_changes')
@Index('ix_price_changes_product', ['product_id', 'changed_at', 'id'])
@Check('ck_price_changes_subject', `subject IN ('product', 'place', 'group', 'step', 'packaging')`)
export class PriceChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_price_changes', default: () => 'uuidv7()' })
  id: string;

  @Column('character varying', { length: 10 })
  subject: PriceSubject;

  @Column('uuid')
  product_id: string;

  @Column('uuid', { nullable: true })
  location_id: string | null;

  @Column('uuid', { nullable: true })
  price_group_id: string | null;

  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  min_quantity: Decimal | null;

  /** Null: the price ended. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  price: Decimal | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  changed_at: Date;

  @Column('uuid', { nullable: true })
  actor_id: string | null;
}
