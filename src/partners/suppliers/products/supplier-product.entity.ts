import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../../common/database/mutable.entity.js';
import type { Decimal } from '../../../common/money/decimal.js';

/** A product as a supplier offers it. */
@Entity('supplier_products')
@Unique('uq_supplier_products', ['supplier_id', 'product_id'])
@Index('uq_supplier_products_preferred', ['product_id'], { unique: true, where: 'is_preferred' })
@Index('ix_supplier_products_product', ['product_id', 'supplier_id'])
@Index('ix_supplier_products_code', ['supplier_id', 'supplier_code'])
@Check('ck_supplier_products_cost', `cost >= 0`)
@Check('ck_supplier_products_pack_factor', `pack_factor > 0`)
@Check('ck_supplier_products_minimum', `minimum_order_quantity > 0`)
@Check('ck_supplier_products_lead_time', `lead_time_days BETWEEN 0 AND 3650`)
@Check('ck_supplier_products_preferred_is_active', `is_active OR NOT is_preferred`)
export class SupplierProduct extends MutableEntity {
  @ForeignKey('Supplier', { name: 'fk_supplier_products_supplier' })
  @Column('uuid')
  supplier_id: string;

  @ForeignKey('Product', { name: 'fk_supplier_products_product' })
  @Column('uuid')
  product_id: string;

  /** What they call it in their catalogue. */
  @Column('character varying', { length: 50, nullable: true })
  supplier_code: string | null;

  @Column('character varying', { length: 200, nullable: true })
  supplier_name: string | null;

  /** Of one pack, in `currency`; null when it is not known. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  cost: Decimal | null;

  /** Null when it is that of the location that orders. */
  @Column('character', { length: 3, nullable: true })
  currency: string | null;

  /** Base units of the product in one pack. */
  @Column('numeric', { precision: 14, scale: 3, default: 1, transformer: decimalColumn })
  pack_factor: Decimal;

  /** What a pack is called, such as a case. */
  @Column('character varying', { length: 20, nullable: true })
  pack_unit: string | null;

  /** In packs. */
  @Column('numeric', { precision: 14, scale: 3, nullable: true, transformer: decimalColumn })
  minimum_order_quantity: Decimal | null;

  /** From order to delivery. */
  @Column('integer', { nullable: true })
  lead_time_days: number | null;

  /** Where it is bought unless somebody says otherwise. One supplier per product at most. */
  @Column('boolean', { default: false })
  is_preferred: boolean;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;
}
