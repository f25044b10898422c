import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';

/** A node of the category tree; a root has no parent. */
@Entity('categories')
@Index('uq_categories_name', { synchronize: false })
@Index('ix_categories_name', { synchronize: false })
@Index('ix_categories_path', { synchronize: false })
@Check('ck_categories_own_parent', 'parent_id <> id')
export class Category extends MutableEntity {
  @Column('character varying', { length: 100 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Index('ix_categories_parent_id')
  @ForeignKey('Category', { name: 'fk_categories_parent', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  parent_id: string | null;

  @Column('integer', { default: 0 })
  sort_order: number;

  /** Its own id and those above it, nearest first; kept by triggers. */
  @Column({ type: 'uuid', array: true, default: '{}', select: false, insert: false, update: false })
  path: string[];
}
