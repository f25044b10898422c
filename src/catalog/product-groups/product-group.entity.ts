import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A node of the tree by which the shop steers its range, beside the categories that customers see. */
@Entity('product_groups')
@Unique('uq_product_groups_code', ['code'])
@Index('ix_product_groups_path', { synchronize: false })
@Check('ck_product_groups_code', `code ~ '^[A-Z0-9_-]+$'`)
@Check('ck_product_groups_own_parent', 'parent_id <> id')
export class ProductGroup extends MutableEntity {
  @Column('character varying', { length: 20 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Index('ix_product_groups_parent_id')
  @ForeignKey('ProductGroup', { name: 'fk_product_groups_parent', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  parent_id: string | null;

  /** An inactive group keeps its products and takes no new ones. */
  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('integer', { default: 0 })
  sort_order: number;

  /** Its own id and those above it, nearest first; kept by triggers. */
  @Column({ type: 'uuid', array: true, default: '{}', select: false, insert: false, update: false })
  path: string[];
}
