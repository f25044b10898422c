import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { decimalColumn } from '../../common/database/decimal.transformer.js';
import { MutableEntity } from '../../common/database/mutable.entity.js';
import type { Decimal } from '../../common/money/decimal.js';

/** What all documents share; the owning context keeps the rest under the same id. Written by SQL. */
@Entity('documents')
@Unique('uq_documents_number', ['type', 'number'])
@Check('ck_documents_number', `num_nonnulls(number, number_series_id, number_sequence) IN (0, 3)`)
@Check('ck_documents_posted', `posting_generation >= 0 AND (NOT is_posted OR posting_generation > 0)`)
@ForeignKey('DocumentStatus', ['type', 'status_id'], ['type_code', 'id'], {
  name: 'fk_documents_status',
  onDelete: 'RESTRICT',
})
@Index('ix_documents_status', ['status_id', 'id'])
@Index('ix_documents_type', ['type', 'id'])
@Index('ix_documents_number_series', ['number_series_id', 'number_year', 'number_sequence'])
@Index('ix_documents_location', ['location_id', 'id'])
@Index('ix_documents_partner', ['partner_id', 'id'], { where: 'partner_id IS NOT NULL' })
export class Document extends MutableEntity {
  @Column('character varying', { length: 40 })
  type: string;

  @Column('character varying', { length: 80, nullable: true })
  number: string | null;

  @ForeignKey('NumberSeries', { name: 'fk_documents_number_series', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  number_series_id: string | null;

  @Column('bigint', { nullable: true })
  number_sequence: string | null;

  /** The year of the series, where it counts anew every year. */
  @Column('smallint', { nullable: true })
  number_year: number | null;

  @Column('uuid')
  status_id: string;

  @Column('timestamptz')
  status_since: Date;

  @ForeignKey('Location', { name: 'fk_documents_location', onDelete: 'RESTRICT' })
  @Column('uuid', { nullable: true })
  location_id: string | null;

  /** A supplier or customer, by the type. */
  @Column('uuid', { nullable: true })
  partner_id: string | null;

  @Column('character', { length: 3 })
  currency: string;

  @Column('numeric', { precision: 19, scale: 4, default: 0, transformer: decimalColumn })
  total_amount: Decimal;

  @Column('character varying', { length: 100, nullable: true })
  external_reference: string | null;

  @Column('character varying', { length: 2000, nullable: true })
  notes: string | null;

  @Index('ix_documents_source', { where: 'source_document_id IS NOT NULL' })
  @ForeignKey('Document', { name: 'fk_documents_source', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  source_document_id: string | null;

  @Column('timestamptz')
  occurred_at: Date;

  @Column('date')
  business_date: string;

  /** Whether somebody said the day, which its movements then happen on. */
  @Column('boolean', { default: false })
  is_dated: boolean;

  @Column('character varying', { length: 64 })
  time_zone: string;

  @Column('boolean', { default: false })
  is_posted: boolean;

  @Column('integer', { default: 0 })
  posting_generation: number;

  @Index('ix_documents_created_by')
  @ForeignKey('User', { name: 'fk_documents_created_by', onDelete: 'RESTRICT' })
  @Column('uuid')
  created_by: string;
}
