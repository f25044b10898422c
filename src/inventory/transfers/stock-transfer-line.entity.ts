import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';
import { StockDocumentLine } from '../lines/stock-document-line.js';

/** Goods of a transfer, and how much of them arrived or got lost so far. */
@Entity('stock_transfer_lines')
@ForeignKey('StockTransfer', ['document_id'], ['id'], {
  name: 'fk_stock_transfer_lines_document',
  onDelete: 'CASCADE',
})
@ForeignKey('Product', ['product_id'], ['id'], {
  name: 'fk_stock_transfer_lines_product',
  onDelete: 'RESTRICT',
})
@Unique('uq_stock_transfer_lines_number', ['document_id', 'line_number'])
@Index('ix_stock_transfer_lines_product', ['product_id'])
@Check('ck_stock_transfer_lines_unit_factor', `unit_factor > 0`)
@Check('ck_stock_transfer_lines_quantity', `quantity > 0`)
@Check(
  'ck_stock_transfer_lines_arrived',
  `received_quantity >= 0 AND lost_quantity >= 0 AND received_quantity + lost_quantity <= quantity`,
)
export class StockTransferLine extends StockDocumentLine {
  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  received_quantity: Decimal;

  @Column('numeric', { precision: 14, scale: 3, default: 0, transformer: decimalColumn })
  lost_quantity: Decimal;

  @Column('character varying', { length: 500, nullable: true })
  note: string | null;
}
