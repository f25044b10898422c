import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That a document moved stock, or took it back; its key makes doing so twice impossible. Append-only. */
@Entity('document_postings')
@Check('ck_document_postings_kind', `kind IN ('post', 'reverse')`)
@Check('ck_document_postings_generation', `generation > 0`)
export class DocumentPostingEntry {
  @ForeignKey('Document', { name: 'fk_document_postings_document', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_document_postings' })
  document_id: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_document_postings' })
  generation: number;

  @PrimaryColumn('character varying', { length: 10, primaryKeyConstraintName: 'pk_document_postings' })
  kind: 'post' | 'reverse';

  @Column('uuid')
  actor_id: string;

  @Column('timestamptz')
  created_at: Date;
}
