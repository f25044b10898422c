import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that somebody did. A trigger refuses to change or remove it. */
@Entity('audit_log')
@Index('ix_audit_log_created_at', ['created_at', 'id'])
@Index('ix_audit_log_actor', ['actor_id', 'created_at', 'id'])
@Index('ix_audit_log_action', ['action', 'created_at', 'id'])
@Index('ix_audit_log_subject', ['subject_id', 'created_at', 'id'])
export class AuditLogEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_audit_log' })
  id: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('uuid', { nullable: true })
  actor_id: string | null;

  @Column('character varying', { length: 100, nullable: true })
  actor_username: string | null;

  @Column('uuid', { nullable: true })
  api_key_id: string | null;

  @Column('character varying', { length: 100 })
  action: string;

  @Column('character varying', { length: 60 })
  subject_type: string;

  @Column('character varying', { length: 200 })
  subject_id: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  @Index('ix_audit_log_request')
  @Column('character varying', { length: 100, nullable: true })
  request_id: string | null;

  @Column('character varying', { length: 64, nullable: true })
  ip: string | null;
}
