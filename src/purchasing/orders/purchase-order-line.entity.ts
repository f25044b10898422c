import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import { PercentColumn, QuantityColumn } from '../shared/columns.js';
import { AMOUNTS_HOLD, KNOWN_SOURCE, LINE_TIES_OUT, PricedLine } from '../shared/goods-line.js';

@Entity('purchase_order_lines')
@Unique('uq_purchase_order_lines_number', ['document_id', 'line_number'], {
  deferrable: 'INITIALLY DEFERRED',
})
@Index('ix_purchase_order_lines_product', ['product_id'])
@Index('ix_purchase_order_lines_packaging', ['packaging_id'], { where: 'packaging_id IS NOT NULL' })
@Check('ck_purchase_order_lines_unit_factor', `unit_factor > 0`)
@Check('ck_purchase_order_lines_total', LINE_TIES_OUT)
@Check('ck_purchase_order_lines_amounts', AMOUNTS_HOLD)
@Check('ck_purchase_order_lines_price_source', KNOWN_SOURCE)
@Check(
  'ck_purchase_order_lines_quantity',
  `quantity > 0 AND rejected_quantity >= 0 AND received_quantity >= rejected_quantity`,
)
@Check('ck_purchase_order_lines_over_delivery', `over_delivery_percent BETWEEN 0 AND 1000`)
export class PurchaseOrderLine extends PricedLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_order_lines' })
  id: string;

  @ForeignKey('PurchaseOrder', { name: 'fk_purchase_order_lines_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @ForeignKey('Product', { name: 'fk_purchase_order_lines_product', onDelete: 'RESTRICT' })
  @Column('uuid')
  product_id: string;

  /** The pack; null for base units. */
  @ForeignKey('ProductPackaging', { name: 'fk_purchase_order_lines_packaging', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  packaging_id: string | null;

  @QuantityColumn()
  quantity: Decimal;

  /** All that came under completed deliveries, rejected goods too. */
  @QuantityColumn({ default: 0 })
  received_quantity: Decimal;

  @QuantityColumn({ default: 0 })
  rejected_quantity: Decimal;

  /** How much more than ordered may be accepted. */
  @PercentColumn({ default: 0 })
  over_delivery_percent: Decimal;

  /** What the supplier calls it. */
  @Column('character varying', { length: 50, nullable: true })
  supplier_code: string | null;

  /** The line of the request it was made from. */
  @Column('uuid', { nullable: true })
  request_line_id: string | null;
}
