import { Column, PrimaryColumn } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import type { Decimal } from '../../common/money/decimal.js';

/** A line of a transfer or an adjustment as it was written: so many of a unit, and what that is in base units. */
export abstract class StockDocumentLine {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  document_id: string;

  @Column('integer')
  line_number: number;

  @Column('uuid')
  product_id: string;

  /** In base units. */
  @Column('numeric', { precision: 14, scale: 3, transformer: decimalColumn })
  quantity: Decimal;

  @Column('character varying', { length: 20 })
  unit_code: string;

  /** Base units in one `unit_code`. */
  @Column('numeric', { precision: 14, scale: 3, default: 1, transformer: decimalColumn })
  unit_factor: Decimal;

  @Column('character varying', { length: 100, nullable: true })
  batch_number: string | null;

  @Column('date', { nullable: true })
  expiry_date: string | null;

  @Column('text', { array: true, nullable: true })
  serial_numbers: string[] | null;
}
