import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import type { StockState } from '../../inventory/index.js';
import type { QualityIssue } from '../domain/quality.js';
import { QuantityColumn } from '../shared/columns.js';
import { AMOUNTS_HOLD, KNOWN_ISSUES, KNOWN_SOURCE, LINE_TIES_OUT, PricedLine } from '../shared/goods-line.js';

@Entity('supplier_return_lines')
@Unique('uq_supplier_return_lines_number', ['document_id', 'line_number'], {
  deferrable: 'INITIALLY DEFERRED',
})
@Index('ix_supplier_return_lines_product', ['product_id'])
@Index('ix_supplier_return_lines_packaging', ['packaging_id'], { where: 'packaging_id IS NOT NULL' })
@Index('ix_supplier_return_lines_receipt_line', ['receipt_line_id'], { where: 'receipt_line_id IS NOT NULL' })
@Check('ck_supplier_return_lines_unit_factor', `unit_factor > 0`)
@Check('ck_supplier_return_lines_total', LINE_TIES_OUT)
@Check('ck_supplier_return_lines_amounts', AMOUNTS_HOLD)
@Check('ck_supplier_return_lines_price_source', KNOWN_SOURCE)
@Check('ck_supplier_return_lines_stock_state', `stock_state IN ('sellable', 'quality_hold', 'damaged')`)
@Check('ck_supplier_return_lines_quantity', `quantity > 0`)
@Check('ck_supplier_return_lines_issue', `issue_type IN ${KNOWN_ISSUES}`)
@Check('ck_supplier_return_lines_rejected', `is_from_stock OR receipt_line_id IS NOT NULL`)
export class SupplierReturnLine extends PricedLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_supplier_return_lines' })
  id: string;

  @ForeignKey('SupplierReturn', { name: 'fk_supplier_return_lines_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @ForeignKey('Product', { name: 'fk_supplier_return_lines_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  /** The pack; null for base units. */
  @ForeignKey('ProductPackaging', { name: 'fk_supplier_return_lines_packaging', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  /** The line of the delivery that brought the goods. */
  @ForeignKey('DeliveryReceiptLine', { name: 'fk_supplier_return_lines_receipt_line', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  receipt_line_id: string | null;

  @QuantityColumn()
  quantity: Decimal;

  /** False for goods that were rejected on arrival: they never entered stock. */
  @Column('boolean')
  is_from_stock: boolean;

  @Column('character varying', { length: 20, nullable: true })
  issue_type: QualityIssue | null;

  @Column('uuid', { nullable: true })
  batch_id: string | null;

  @Column('text', { array: true, default: [] })
  serial_numbers: string[];

  /** In which state the goods lie. */
  @Column('character varying', { length: 20, default: 'sellable' })
  stock_state: StockState;
}
