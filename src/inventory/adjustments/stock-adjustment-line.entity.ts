import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import { StockDocumentLine } from '../lines/stock-document-line.js';

/** Why the books were wrong. */
export const ADJUSTMENT_REASONS = [
  'correction',
  'found',
  'damaged',
  'expired',
  'lost',
  'theft',
  'internal_use',
  'sample',
  'other',
] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** A difference that an adjustment books: found goods above zero, missing goods below. */
@Entity('stock_adjustment_lines')
@ForeignKey('Document', ['document_id'], ['id'], {
  name: 'fk_stock_adjustment_lines_document',
  onDelete: 'CASCADE',
})
@ForeignKey('Product', ['product_id'], ['id'], {
  name: 'fk_stock_adjustment_lines_product',
  onDelete: 'RESTRICT',
})
@Unique('uq_stock_adjustment_lines_number', ['document_id', 'line_number'])
@Index('ix_stock_adjustment_lines_product', ['product_id'])
@Check('ck_stock_adjustment_lines_unit_factor', `unit_factor > 0`)
@Check('ck_stock_adjustment_lines_quantity', `quantity <> 0`)
@Check('ck_stock_adjustment_lines_unit_cost', `unit_cost IS NULL OR (unit_cost >= 0 AND quantity > 0)`)
export class StockAdjustmentLine extends StockDocumentLine {
  @Column('character varying', { length: 20 })
  reason_code: AdjustmentReason;

  /** Of one base unit of found goods; null leaves it to the ledger. */
  @Column('numeric', { precision: 19, scale: 4, nullable: true, transformer: decimalColumn })
  unit_cost: Decimal | null;

  @Column('character varying', { length: 500, nullable: true })
  note: string | null;
}
