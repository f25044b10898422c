import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { STATUS_MEANINGS, type StatusMeaning } from '../workflow/document-header.js';

const MEANINGS = STATUS_MEANINGS.map((meaning) => `'${meaning}'`).join(', ');

/** A status of one type of documents. Its flags and its meaning act; its code and name are a shop's own words. */
@Entity('document_statuses')
@Unique('uq_document_statuses_type_id', ['type_code', 'id'])
@Check('ck_document_statuses_meaning', `meaning IN (${MEANINGS})`)
@Check('ck_document_statuses_stock', `NOT (posts_stock AND reverses_stock)`)
@Check('ck_document_statuses_final', `NOT (is_final AND allows_editing)`)
@Check(
  'ck_document_statuses_initial',
  `NOT is_initial OR (allows_editing AND NOT is_cancellation AND NOT reverses_stock AND NOT allows_correction)`,
)
@Check('ck_document_statuses_cancellation', `NOT (is_cancellation AND posts_stock)`)
@Index('uq_document_statuses_code', { synchronize: false })
@Index('uq_document_statuses_name', { synchronize: false })
@Index('uq_document_statuses_initial', ['type_code'], { unique: true, where: 'is_initial' })
@Index('uq_document_statuses_cancellation', ['type_code'], { unique: true, where: 'is_cancellation' })
export class DocumentStatus {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_document_statuses' })
  id: string;

  @ForeignKey('DocumentType', 'code', { name: 'fk_document_statuses_type', onDelete: 'CASCADE' })
  @Column('character varying', { length: 40 })
  type_code: string;

  @Column('character varying', { length: 40 })
  code: string;

  @Column('character varying', { length: 100 })
  name: string;

  @Column('character varying', { length: 20 })
  meaning: StatusMeaning;

  @Column('integer', { default: 0 })
  sort_order: number;

  @Column('boolean', { default: true })
  is_active: boolean;

  @Column('boolean', { default: false })
  is_initial: boolean;

  @Column('boolean', { default: false })
  is_final: boolean;

  @Column('boolean', { default: false })
  is_cancellation: boolean;

  @Column('boolean', { default: false })
  posts_stock: boolean;

  @Column('boolean', { default: false })
  reverses_stock: boolean;

  @Column('boolean', { default: false })
  allows_correction: boolean;

  @Column('boolean', { default: false })
  allows_editing: boolean;

  @Column('boolean', { default: false })
  allows_deletion: boolean;

  /** Entering it draws the number, if the document has none. */
  @Column('boolean', { default: false })
  issues_number: boolean;
}
