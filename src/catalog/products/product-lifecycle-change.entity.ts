import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LifecycleStatus } from '../domain/lifecycle.js';

/** One step of a product's life: from where to where, who and why. */
@Entity('product_lifecycle_changes')
@Index('ix_product_lifecycle_changes_product_id', ['product_id', 'created_at'])
export class ProductLifecycleChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_product_lifecycle_changes' })
  id: string;

  @ForeignKey('Product', { name: 'fk_product_lifecycle_changes_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 20 })
  from_status: LifecycleStatus;

  @Column('character varying', { length: 20 })
  to_status: LifecycleStatus;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;

  @Column('uuid')
  actor_id: string;

  @Column('timestamptz')
  created_at: Date;
}
