import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BarcodeKind } from '../domain/barcode.js';

/** A printed code that means this product, and only this one. */
@Entity('product_barcodes')
@Unique('uq_product_barcodes_gtin', ['gtin'])
@Index('ix_product_barcodes_product_id', { synchronize: false })
@Index('uq_product_barcodes_primary', { synchronize: false })
@ForeignKey('ProductPackaging', ['packaging_id', 'product_id'], ['id', 'product_id'], {
  name: 'fk_product_barcodes_packaging',
  onDelete: 'CASCADE',
})
@Check('ck_product_barcodes_main', 'packaging_id IS NULL OR NOT is_primary')
@Check(
  'ck_product_barcodes_kind',
  `kind IN ('ean_8', 'upc_e', 'upc_a', 'ean_13', 'gtin_14', 'weight_embedded', 'price_embedded', 'internal')`,
)
export class ProductBarcode {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_product_barcodes' })
  id: string;

  @ForeignKey('Product', { name: 'fk_product_barcodes_product', onDelete: 'CASCADE' })
  @Column('uuid')
  product_id: string;

  /** The pack it is printed on; null for the product itself. */
  @Index('ix_product_barcodes_packaging_id', { where: 'packaging_id IS NOT NULL' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  /** As it was entered. */
  @Column('character varying', { length: 48 })
  code: string;

  /** The same number however it is printed: 14 digits for trade item numbers, else the code itself. */
  @Column('character varying', { length: 48 })
  gtin: string;

  @Column('character varying', { length: 20 })
  kind: BarcodeKind;

  @Column('boolean', { default: false })
  is_primary: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  created_at: Date;
}
