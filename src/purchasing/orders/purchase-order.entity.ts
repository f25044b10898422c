import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PricedHead, TOTALS_TIE_OUT } from '../shared/goods-line.js';

@Entity('purchase_orders')
@Index('ix_purchase_orders_expected_delivery_date', ['expected_delivery_date', 'id'])
@Check('ck_purchase_orders_total', TOTALS_TIE_OUT)
export class PurchaseOrder extends PricedHead {
  /** That of its document. */
  @ForeignKey('Document', { name: 'fk_purchase_orders_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_orders' })
  id: string;

  @Column('date')
  expected_delivery_date: string;

  @Column('boolean', { default: false })
  is_urgent: boolean;

  /** The supplier's own number for the order. */
  @Column('character varying', { length: 100, nullable: true })
  supplier_reference: string | null;

  @Column('timestamptz', { nullable: true })
  sent_at: Date | null;

  @Column('uuid', { nullable: true })
  sent_by: string | null;

  @Column('timestamptz', { nullable: true })
  confirmed_at: Date | null;

  /** Where the order goes back to when its deliveries are taken back. */
  @Column('character varying', { length: 30, nullable: true })
  status_before_delivery: string | null;
}
