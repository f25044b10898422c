import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import type { QualityStatus } from '../domain/quality.js';
import { MoneyColumn } from '../shared/columns.js';
import { PricedHead, TOTALS_TIE_OUT } from '../shared/goods-line.js';

@Entity('delivery_receipts')
@Check('ck_delivery_receipts_total', TOTALS_TIE_OUT)
@Check(
  'ck_delivery_receipts_quality_status',
  `quality_status IN ('pending', 'approved', 'rejected', 'partial')`,
)
@Check('ck_delivery_receipts_landed_total', `landed_total >= 0`)
export class DeliveryReceipt extends PricedHead {
  /** That of its document. */
  @ForeignKey('Document', { name: 'fk_delivery_receipts_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_delivery_receipts' })
  id: string;

  @Column('date')
  delivery_date: string;

  /** The number of the supplier's delivery note. */
  @Column('character varying', { length: 100, nullable: true })
  supplier_reference: string | null;

  @Column('character varying', { length: 100, nullable: true })
  driver_name: string | null;

  @Column('character varying', { length: 50, nullable: true })
  vehicle_number: string | null;

  @Column('character varying', { length: 10, default: 'pending' })
  quality_status: QualityStatus;

  @Column('uuid', { nullable: true })
  received_by: string | null;

  @Column('timestamptz', { nullable: true })
  received_at: Date | null;

  /** Freight, duty and the like. */
  @MoneyColumn({ default: 0 })
  landed_total: Decimal;
}
