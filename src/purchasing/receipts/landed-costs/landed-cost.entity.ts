import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decimal } from '../../../common/money/decimal.js';
import type { Allocation } from '../../domain/landed-costs.js';
import { MoneyColumn } from '../../shared/columns.js';

/** Freight, duty and the like: what goods cost besides their price. */
@Entity('landed_costs')
@Index('ix_landed_costs_supplier', ['supplier_id'], { where: 'supplier_id IS NOT NULL' })
@Check('ck_landed_costs_amount', `amount > 0`)
@Check('ck_landed_costs_allocation', `allocation IN ('quantity', 'value', 'weight')`)
export class LandedCost {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_landed_costs' })
  id: string;

  @Index('ix_landed_costs_document')
  @ForeignKey('DeliveryReceipt', { name: 'fk_landed_costs_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @Column('character varying', { length: 200 })
  description: string;

  @MoneyColumn()
  amount: Decimal;

  @Column('character varying', { length: 10 })
  allocation: Allocation;

  /** Who charges it; null when it is the supplier of the goods. */
  @ForeignKey('Supplier', { name: 'fk_landed_costs_supplier', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  supplier_id: string | null;

  /** Known only after the goods were in stock. */
  @Column('boolean')
  is_late: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('uuid')
  created_by: string;
}

/** What of a landed cost falls on a line. What comes late is posted in the ledger under the share's id. */
@Entity('landed_cost_shares')
@Unique('uq_landed_cost_shares_line', ['landed_cost_id', 'receipt_line_id'])
@Check('ck_landed_cost_shares_amount', `amount >= 0`)
export class LandedCostShare {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_landed_cost_shares' })
  id: string;

  @ForeignKey('LandedCost', { name: 'fk_landed_cost_shares_cost', onDelete: 'CASCADE' })
  @Column('uuid')
  landed_cost_id: string;

  @Index('ix_landed_cost_shares_line')
  @ForeignKey('DeliveryReceiptLine', { name: 'fk_landed_cost_shares_line', onDelete: 'CASCADE' })
  @Column('uuid')
  receipt_line_id: string;

  @MoneyColumn()
  amount: Decimal;
}
