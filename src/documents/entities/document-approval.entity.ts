import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One level of a transition that somebody approved. It stands until the document moves on or is changed. */
@Entity('document_approvals')
@Check(
  'ck_document_approvals_outcome',
  `outcome IN ('used', 'voided') AND ended_at IS NOT NULL OR outcome IS NULL AND ended_at IS NULL`,
)
@Index('uq_document_approvals_standing', ['document_id', 'transition_id', 'level'], {
  unique: true,
  where: 'ended_at IS NULL',
})
export class DocumentApproval {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_document_approvals' })
  id: string;

  @Index('ix_document_approvals_document')
  @ForeignKey('Document', { name: 'fk_document_approvals_document', onDelete: 'CASCADE' })
  @Column('uuid')
  document_id: string;

  @Index('ix_document_approvals_transition')
  @ForeignKey('DocumentTransition', { name: 'fk_document_approvals_transition', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  transition_id: string | null;

  @Index('ix_document_approvals_rule')
  @ForeignKey('ApprovalRule', { name: 'fk_document_approvals_rule', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  rule_id: string | null;

  @Column('smallint')
  level: number;

  @Index('ix_document_approvals_approver')
  @ForeignKey('User', { name: 'fk_document_approvals_approver', onDelete: 'RESTRICT' })
  @Column('uuid')
  approver_id: string;

  @Column('character varying', { length: 1000, nullable: true })
  comment: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('timestamptz', { nullable: true })
  ended_at: Date | null;

  @Column('character varying', { length: 10, nullable: true })
  outcome: 'used' | 'voided' | null;
}
