import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import { MoneyColumn, QuantityColumn } from '../shared/columns.js';
import { GoodsLine } from '../shared/goods-line.js';

@Entity('purchase_request_lines')
@Unique('uq_purchase_request_lines_number', ['document_id', 'line_number'], {
  deferrable: 'INITIALLY DEFERRED',
})
@Index('ix_purchase_request_lines_product', ['product_id'])
@Index('ix_purchase_request_lines_packaging', ['packaging_id'], { where: 'packaging_id IS NOT NULL' })
@Index('ix_purchase_request_lines_supplier', ['supplier_id'], { where: 'supplier_id IS NOT NULL' })
@Check('ck_purchase_request_lines_unit_factor', `unit_factor > 0`)
@Check('ck_purchase_request_lines_quantity', `quantity > 0 AND converted_quantity BETWEEN 0 AND quantity`)
@Check('ck_purchase_request_lines_estimated_price', `estimated_price >= 0`)
export class PurchaseRequestLine extends GoodsLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_request_lines' })
  id: string;

  @ForeignKey('PurchaseRequest', { name: 'fk_purchase_request_lines_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @ForeignKey('Product', { name: 'fk_purchase_request_lines_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  /** The pack; null for base units. */
  @ForeignKey('ProductPackaging', { name: 'fk_purchase_request_lines_packaging', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  @QuantityColumn()
  quantity: Decimal;

  /** What was ordered of it: the sum of its conversions. */
  @QuantityColumn({ default: 0 })
  converted_quantity: Decimal;

  @MoneyColumn({ nullable: true })
  estimated_price: Decimal | null;

  @ForeignKey('Supplier', { name: 'fk_purchase_request_lines_supplier', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  supplier_id: string | null;
}
