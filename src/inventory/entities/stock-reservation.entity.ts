import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

export const RESERVATION_STATUSES = ['active', 'consumed', 'released', 'expired'] as const;
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

/** Goods promised to somebody, of any batch or of one. Written by the ledger alone, with the level's `reserved`. */
@Entity('stock_reservations')
@ForeignKey('StockLevel', ['product_id', 'location_id'], ['product_id', 'location_id'], {
  name: 'fk_stock_reservations_level',
  onDelete: 'RESTRICT',
})
@ForeignKey('StockBatch', ['batch_id'], ['id'], {
  name: 'fk_stock_reservations_batch',
  onDelete: 'RESTRICT',
})
@Index('ix_stock_reservations_active', { synchronize: false })
@Index('ix_stock_reservations_due', { synchronize: false })
@Index('ix_stock_reservations_batch', { synchronize: false })
@Index('ix_stock_reservations_owner', ['owner_type', 'owner_id'])
@Check('ck_stock_reservations_quantity', `quantity > 0`)
@Check('ck_stock_reservations_remaining', `remaining BETWEEN 0 AND quantity`)
@Check('ck_stock_reservations_status', `status IN ('active', 'consumed', 'released', 'expired')`)
@Check(
  'ck_stock_reservations_ended',
  `(status = 'active') = (remaining > 0) AND (status = 'active') = (ended_at IS NULL)`,
)
export class StockReservation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_reservations' })
  id: string;

  @Column('uuid')
  product_id: string;

  @Column('uuid')
  location_id: string;

  @Column('uuid', { nullable: true })
  batch_id: string | null;

  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  /** What it still holds; nothing once it ended. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  remaining: Decimal;

  /** For what: `order`, `manual`, … and which. */
  @Column('character varying', { length: 30 })
  owner_type: string;

  @Column('uuid')
  owner_id: string;

  @Column('timestamptz', { nullable: true })
  expires_at: Date | null;

  @Column('character varying', { length: 20, default: 'active' })
  status: ReservationStatus;

  @Column('uuid')
  created_by: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('timestamptz', { nullable: true })
  ended_at: Date | null;

  @Column('character varying', { length: 500, nullable: true })
  end_reason: string | null;
}
