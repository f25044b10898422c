import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RowProblem, Verdict } from './domain/verdict.js';

/** One row of an import as it was sent, and what became of it. */
@Entity('product_import_rows')
@Index('ix_product_import_rows_sku', ['import_id', 'sku_key', 'row_number'])
@Index('ix_product_import_rows_rejected', ['import_id', 'row_number'], { where: `verdict = 'rejected'` })
@Check('ck_product_import_rows_verdict', `verdict IN ('created', 'updated', 'unchanged', 'rejected')`)
export class ProductImportRow {
  @ForeignKey('ProductImport', { name: 'fk_product_import_rows_import', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  import_id: string;

  /** 1 for the first row after the header. */
  @PrimaryColumn('integer')
  row_number: number;

  /** The SKU in lower case; null when the row has none. */
  @Column('text', { nullable: true })
  sku_key: string | null;

  @Column('jsonb', { nullable: true })
  record: Record<string, unknown> | null;

  @Column('character varying', { length: 20, nullable: true })
  verdict: Verdict | null;

  @Column('jsonb', { nullable: true })
  errors: RowProblem[] | null;

  @Column('uuid', { nullable: true })
  product_id: string | null;
}
