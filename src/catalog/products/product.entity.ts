import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';
import type { LifecycleStatus } from '../domain/lifecycle.js';
import type { ProductKind } from '../domain/product-kind.js';

/** What is sold. Its stock lives in inventory; its price here is the catalogue price. */
@Entity('products')
@Index('uq_products_sku', { synchronize: false })
@Index('uq_products_plu', { synchronize: false })
@Index('ix_products_by_name', { synchronize: false })
@Index('ix_products_by_sku', { synchronize: false })
@Index('ix_products_by_price', { synchronize: false })
@Index('ix_products_by_created_at', { synchronize: false })
@Index('ix_products_leaving', { synchronize: false })
@Index('ix_products_watched', { synchronize: false })
@Index('ix_products_search', { synchronize: false })
@Index('ix_products_attributes', { synchronize: false })
@Index('ix_products_attention', { synchronize: false })
@Index('uq_products_variant', { synchronize: false })
@Check('ck_products_price', 'price >= 0')
@Check('ck_products_cost_price', 'cost_price >= 0')
@Check('ck_products_min_stock_level', 'min_stock_level >= 0')
@Check('ck_products_plu', `plu ~ '^[0-9]*[1-9][0-9]*$'`)
@Check(
  'ck_products_lifecycle_status',
  `lifecycle_status IN ('new', 'active', 'phase_out', 'discontinued', 'archived')`,
)
@Check('ck_products_attributes', `jsonb_typeof(attributes) = 'object'`)
@Check('ck_products_kind', `kind IN ('standard', 'template', 'bundle')`)
@Check('ck_products_variant', `parent_id IS NULL OR (kind = 'standard' AND parent_id <> id)`)
@Check('ck_products_stocked_kind', `kind = 'standard' OR NOT is_stocked`)
@Check('ck_products_option_values', `jsonb_typeof(option_values) = 'object'`)
@Check('ck_products_expiry', 'track_batches OR NOT requires_expiry')
export class Product extends MutableEntity {
  @Column('character varying', { length: 64 })
  sku: string;

  @Column('character varying', { length: 255 })
  name: string;

  @Column('text', { nullable: true })
  description: string | null;

  /** Never changes: what was sold as a bundle or a variant stays one. */
  @Column('character varying', { length: 10, default: 'standard' })
  kind: ProductKind;

  /** The template of a variant. */
  @ForeignKey('Product', { name: 'fk_products_parent', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  parent_id: string | null;

  /** What a variant chose of its template's options; empty for everything else. */
  // An object: TypeORM compares defaults of JSON as values, and text would look changed.
  @Column('jsonb', { default: {} })
  option_values: Record<string, string | number>;

  /** Null when the catalogue names none; places or the cost then decide. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  price: Decimal | null;

  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cost_price: Decimal | null;

  @Index('ix_products_category_id')
  @ForeignKey('Category', { name: 'fk_products_category', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  category_id: string | null;

  @Index('ix_products_product_group_id')
  @ForeignKey('ProductGroup', { name: 'fk_products_product_group', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  product_group_id: string | null;

  @Index('ix_products_brand_id')
  @ForeignKey('Brand', { name: 'fk_products_brand', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  brand_id: string | null;

  @Index('ix_products_unit_id')
  @ForeignKey('Unit', { name: 'fk_products_unit', onDelete: 'RESTRICT' })
  @Column('uuid')
  unit_id: string;

  @Index('ix_products_tax_group_id')
  @ForeignKey('TaxGroup', { name: 'fk_products_tax_group', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  tax_group_id: string | null;

  @Index('ix_products_discount_id')
  @ForeignKey('Discount', { name: 'fk_products_discount', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  discount_id: string | null;

  @Column('character varying', { length: 10, nullable: true })
  plu: string | null;

  @Column('boolean', { default: false })
  is_weighed: boolean;

  /** False for services: they move no stock. */
  @Column('boolean', { default: true })
  is_stocked: boolean;

  @Column('boolean', { default: false })
  track_batches: boolean;

  @Column('boolean', { default: false })
  track_serials: boolean;

  /** Every batch has a best-before date; implies track_batches. */
  @Column('boolean', { default: false })
  requires_expiry: boolean;

  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  min_stock_level: Decimal;

  @Column('character varying', { length: 2000, nullable: true })
  image_url: string | null;

  @Column('character varying', { length: 20, default: 'active' })
  lifecycle_status: LifecycleStatus;

  @Column('boolean', { default: false })
  sales_blocked: boolean;

  @Column('boolean', { default: false })
  purchase_blocked: boolean;

  @Column('jsonb', { default: '{}' })
  attributes: Record<string, unknown>;

  /** Kept by triggers: name, SKU, PLU, barcodes and description in lower case. */
  @Column({ type: 'text', default: '', select: false, insert: false, update: false })
  search_text: string;
}
