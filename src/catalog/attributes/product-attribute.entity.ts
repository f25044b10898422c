import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { AttributeType } from '../domain/attributes.js';

/** What a key of products' `attributes` means, so that its values can be checked. */
@Entity('product_attributes')
@Unique('uq_product_attributes_code', ['code'])
@Check('ck_product_attributes_code', `code ~ '^[a-z][a-z0-9_]*$'`)
@Check(
  'ck_product_attributes_type',
  `type IN ('text', 'number', 'boolean', 'date', 'select', 'multi_select')`,
)
@Check(
  'ck_product_attributes_options',
  `jsonb_typeof(options) = 'array' AND (options <> '[]') = (type IN ('select', 'multi_select'))`,
)
export class ProductAttribute extends MutableEntity {
  /** The key in `attributes`. */
  @Column('character varying', { length: 50 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 20 })
  type: AttributeType;

  /** What may be chosen, for the two select types. */
  @Column('jsonb', { default: '[]' })
  options: string[];

  /** What a number counts, as shown beside it. */
  @Column('character varying', { length: 20, nullable: true })
  unit: string | null;

  @Column('boolean', { default: false })
  is_required: boolean;

  @Column('boolean', { default: true })
  is_filterable: boolean;

  /** Asked of products of this category and below; null asks it of all. */
  @Index('ix_product_attributes_category_id')
  @ForeignKey('Category', { name: 'fk_product_attributes_category', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  category_id: string | null;

  @Column('integer', { default: 0 })
  sort_order: number;
}
