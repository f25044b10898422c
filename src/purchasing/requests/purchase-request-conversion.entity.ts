import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Decimal } from '../../common/money/decimal.js';
import { QuantityColumn } from '../shared/columns.js';

/** What was ordered of a line of a request. It stays known when the order is deleted. */
@Entity('purchase_request_conversions')
@Check('ck_purchase_request_conversions_quantity', `quantity > 0`)
export class PurchaseRequestConversion {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_purchase_request_conversions' })
  id: string;

  @Index('ix_purchase_request_conversions_request')
  @ForeignKey('PurchaseRequest', { name: 'fk_purchase_request_conversions_request', onDelete: 'RESTRICT' })
  @Column('uuid')
  request_id: string;

  @Index('ix_purchase_request_conversions_line')
  @ForeignKey('PurchaseRequestLine', { name: 'fk_purchase_request_conversions_line', onDelete: 'RESTRICT' })
  @Column('uuid')
  request_line_id: string;

  @Column('uuid')
  order_id: string;

  @Column('character varying', { length: 80, nullable: true })
  order_number: string | null;

  @QuantityColumn()
  quantity: Decimal;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('uuid')
  created_by: string;
}
