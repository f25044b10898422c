import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What a line sold of one batch, or one unit with a serial number, as the goods were called then. */
@Entity('sale_item_lots')
@Check('ck_sale_item_lots_quantity', `quantity > 0 AND (serial_number IS NULL OR quantity = 1)`)
@Check('ck_sale_item_lots_named', `batch_number IS NOT NULL OR serial_number IS NOT NULL`)
@Check('ck_sale_item_lots_batch', `(batch_id IS NULL) = (batch_number IS NULL)`)
@Index('ix_sale_item_lots_sale_item', ['sale_item_id'])
@Index('ix_sale_item_lots_product', ['product_id'])
@Index('ix_sale_item_lots_batch', ['batch_id'], { where: 'batch_id IS NOT NULL' })
@Index('ix_sale_item_lots_serial_number', ['serial_number'], { where: 'serial_number IS NOT NULL' })
export class SaleItemLot {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sale_item_lots' })
  id: string;

  @ForeignKey('SaleItem', { name: 'fk_sale_item_lots_sale_item', onDelete: 'CASCADE' })
  @Column('uuid')
  sale_item_id: string;

  /** The line's own, or of a bundle the part's. */
  @ForeignKey('Product', { name: 'fk_sale_item_lots_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  @ForeignKey('StockBatch', { name: 'fk_sale_item_lots_batch', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  batch_id: string | null;

  @Column('character varying', { length: 100, nullable: true })
  batch_number: string | null;

  @Column('date', { nullable: true })
  expiry_date: string | null;

  @Column('character varying', { length: 100, nullable: true })
  serial_number: string | null;

  /** In base units. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;
}
