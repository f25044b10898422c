import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { QualityDecision, QualityIssue } from '../domain/quality.js';
import { MoneyColumn, QuantityColumn } from '../shared/columns.js';
import { AMOUNTS_HOLD, KNOWN_ISSUES, KNOWN_SOURCE, LINE_TIES_OUT, PricedLine } from '../shared/goods-line.js';

const QUALITY_HOLDS = `CASE quality_decision
  WHEN 'pending' THEN rejected_quantity = 0
  WHEN 'accepted' THEN rejected_quantity = 0
  WHEN 'rejected' THEN accepted_quantity = 0 AND quality_issue_type IS NOT NULL
  WHEN 'partial' THEN accepted_quantity > 0 AND rejected_quantity > 0 AND quality_issue_type IS NOT NULL
  ELSE false END`;

@Entity('delivery_receipt_lines')
@Unique('uq_delivery_receipt_lines_number', ['document_id', 'line_number'], {
  deferrable: 'INITIALLY DEFERRED',
})
@Index('ix_delivery_receipt_lines_product', ['product_id'])
@Index('ix_delivery_receipt_lines_packaging', ['packaging_id'], { where: 'packaging_id IS NOT NULL' })
@Index('ix_delivery_receipt_lines_order', ['order_id'], { where: 'order_id IS NOT NULL' })
@Index('ix_delivery_receipt_lines_order_line', ['order_line_id'], { where: 'order_line_id IS NOT NULL' })
@Check('ck_delivery_receipt_lines_unit_factor', `unit_factor > 0`)
@Check('ck_delivery_receipt_lines_total', LINE_TIES_OUT)
@Check('ck_delivery_receipt_lines_amounts', AMOUNTS_HOLD)
@Check('ck_delivery_receipt_lines_price_source', KNOWN_SOURCE)
@Check(
  'ck_delivery_receipt_lines_quantity',
  `received_quantity > 0 AND accepted_quantity >= 0 AND rejected_quantity >= 0 AND accepted_quantity + rejected_quantity = received_quantity`,
)
@Check('ck_delivery_receipt_lines_quality', QUALITY_HOLDS)
@Check('ck_delivery_receipt_lines_issue', `quality_issue_type IN ${KNOWN_ISSUES}`)
@Check('ck_delivery_receipt_lines_order', `(order_id IS NULL) = (order_line_id IS NULL)`)
@Check('ck_delivery_receipt_lines_landed_amount', `landed_amount >= 0`)
export class DeliveryReceiptLine extends PricedLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_delivery_receipt_lines' })
  id: string;

  @ForeignKey('DeliveryReceipt', { name: 'fk_delivery_receipt_lines_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @ForeignKey('Product', { name: 'fk_delivery_receipt_lines_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  /** The pack; null for base units. */
  @ForeignKey('ProductPackaging', { name: 'fk_delivery_receipt_lines_packaging', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  @ForeignKey('PurchaseOrder', { name: 'fk_delivery_receipt_lines_order', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  order_id: string | null;

  @ForeignKey('PurchaseOrderLine', { name: 'fk_delivery_receipt_lines_order_line', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  order_line_id: string | null;

  @QuantityColumn({ nullable: true })
  ordered_quantity: Decimal | null;

  /** All that came; the amounts of the line are those of what was accepted. */
  @QuantityColumn()
  received_quantity: Decimal;

  @QuantityColumn()
  accepted_quantity: Decimal;

  @QuantityColumn({ default: 0 })
  rejected_quantity: Decimal;

  @Column('character varying', { length: 10, default: 'pending' })
  quality_decision: QualityDecision;

  @Column('character varying', { length: 20, nullable: true })
  quality_issue_type: QualityIssue | null;

  @Column('character varying', { length: 500, nullable: true })
  quality_notes: string | null;

  @Column('uuid', { nullable: true })
  quality_checked_by: string | null;

  @Column('timestamptz', { nullable: true })
  quality_checked_at: Date | null;

  /** Of one base unit, by the catalogue or by hand. */
  @Column('numeric', { precision: 14, scale: 6, nullable: true, transformer: decimalColumn })
  unit_weight_kg: Decimal | null;

  /** Its share of freight, duty and the like; part of what the goods cost. */
  @MoneyColumn({ default: 0 })
  landed_amount: Decimal;

  @Column('character varying', { length: 100, nullable: true })
  batch_number: string | null;

  @Column('date', { nullable: true })
  expiry_date: string | null;

  @Column('text', { array: true, default: [] })
  serial_numbers: string[];
}
