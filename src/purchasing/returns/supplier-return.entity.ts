import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PricedHead, TOTALS_TIE_OUT } from '../shared/goods-line.js';

@Entity('supplier_returns')
@Index('ix_supplier_returns_receipt', ['receipt_id'], { where: 'receipt_id IS NOT NULL' })
@Check('ck_supplier_returns_total', TOTALS_TIE_OUT)
export class SupplierReturn extends PricedHead {
  /** That of its document. */
  @ForeignKey('Document', { name: 'fk_supplier_returns_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_supplier_returns' })
  id: string;

  @ForeignKey('DeliveryReceipt', { name: 'fk_supplier_returns_receipt', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  receipt_id: string | null;

  @Column('character varying', { length: 500, nullable: true })
  reason: string | null;
}
