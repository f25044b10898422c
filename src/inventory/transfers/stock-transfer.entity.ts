import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a transfer knows beyond its document, whose location it leaves. */
@Entity('stock_transfers')
export class StockTransfer {
  @ForeignKey('Document', { name: 'fk_stock_transfers_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_transfers' })
  id: string;

  @Index('ix_stock_transfers_to_location')
  @ForeignKey('Location', { name: 'fk_stock_transfers_to_location', onDelete: 'RESTRICT' })
  @Column('uuid')
  to_location_id: string;

  /** `2026-11-30` */
  @Column('date', { nullable: true })
  expected_on: string | null;
}
