import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A way from one status to another. Nothing moves where no way leads. */
@Entity('document_transitions')
@Unique('uq_document_transitions_way', ['from_status_id', 'to_status_id'])
@Check('ck_document_transitions_way', `from_status_id <> to_status_id`)
@ForeignKey('DocumentStatus', ['type_code', 'from_status_id'], ['type_code', 'id'], {
  name: 'fk_document_transitions_from',
  onDelete: 'CASCADE',
})
@ForeignKey('DocumentStatus', ['type_code', 'to_status_id'], ['type_code', 'id'], {
  name: 'fk_document_transitions_to',
  onDelete: 'CASCADE',
})
export class DocumentTransition {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_document_transitions' })
  id: string;

  @Index('ix_document_transitions_type')
  @ForeignKey('DocumentType', 'code', { name: 'fk_document_transitions_type', onDelete: 'CASCADE' })
  @Column('character varying', { length: 40 })
  type_code: string;

  @Column('uuid')
  from_status_id: string;

  @Index('ix_document_transitions_to')
  @Column('uuid')
  to_status_id: string;

  @Column('character varying', { length: 40 })
  action: string;

  @Column('boolean', { default: false })
  is_automatic: boolean;

  @Column('boolean', { default: false })
  requires_comment: boolean;

  @Column('character varying', { length: 60, nullable: true })
  permission: string | null;

  @Column('integer', { default: 0 })
  sort_order: number;
}
