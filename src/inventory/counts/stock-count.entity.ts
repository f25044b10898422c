import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What is counted: everything at the location, a category with all below it, or named products. */
export const COUNT_SCOPES = ['full', 'category', 'products'] as const;
export type CountScope = (typeof COUNT_SCOPES)[number];

/** What becomes of goods in scope that nobody counted. */
export const UNCOUNTED = ['leave', 'zero'] as const;
export type Uncounted = (typeof UNCOUNTED)[number];

/** What a stock count knows beyond its document. */
@Entity('stock_counts')
@Check('ck_stock_counts_scope', `scope IN ('full', 'category', 'products')`)
@Check('ck_stock_counts_uncounted', `uncounted IN ('leave', 'zero')`)
export class StockCount {
  @ForeignKey('Document', { name: 'fk_stock_counts_document', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_stock_counts' })
  id: string;

  @Column('character varying', { length: 10 })
  scope: CountScope;

  @Index('ix_stock_counts_category')
  @ForeignKey('Category', { name: 'fk_stock_counts_category', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  category_id: string | null;

  /** Those who count are not told what the books expect. */
  @Column('boolean', { default: false })
  is_blind: boolean;

  /** As it was asked for when the count was posted. */
  @Column('character varying', { length: 10, default: 'leave' })
  uncounted: Uncounted;
}
