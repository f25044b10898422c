import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OptionType, OptionValue } from '../domain/variant-options.js';

/** One choice that tells the variants of a template apart, and the values it may have, in order. */
@Entity('product_options')
@Index('uq_product_options_name', { synchronize: false })
@Check('ck_product_options_type', `type IN ('text', 'number', 'colour')`)
@Check(
  'ck_product_options_allowed_values',
  `jsonb_typeof(allowed_values) = 'array' AND allowed_values <> '[]'`,
)
@Check('ck_product_options_swatches', `jsonb_typeof(swatches) = 'object'`)
export class ProductOption {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_product_options' })
  id: string;

  @ForeignKey('Product', { name: 'fk_product_options_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  @Column('character varying', { length: 50 })
  name: string;

  @Column('character varying', { length: 10 })
  type: OptionType;

  @Column('jsonb')
  allowed_values: OptionValue[];

  /** What a colour looks like, by its value: `#RRGGBB`. */
  @Column('jsonb', { default: '{}' })
  swatches: Record<string, string>;

  @Column('integer')
  sort_order: number;
}
