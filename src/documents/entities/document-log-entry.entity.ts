import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A step in a document's life. Append-only, and without foreign keys: it outlives what it names. */
@Entity('document_log')
@Unique('uq_document_log_sequence', ['document_id', 'sequence'])
export class DocumentLogEntry {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_document_log' })
  id: string;

  @Column('uuid')
  document_id: string;

  @Column('integer')
  sequence: number;

  @Column('character varying', { length: 40 })
  type: string;

  @Column('character varying', { length: 40 })
  action: string;

  @Column('uuid', { nullable: true })
  from_status_id: string | null;

  @Column('character varying', { length: 40, nullable: true })
  from_status: string | null;

  @Column('uuid')
  to_status_id: string;

  @Column('character varying', { length: 40 })
  to_status: string;

  @Column('character varying', { length: 1000, nullable: true })
  comment: string | null;

  @Column('uuid', { nullable: true })
  rule_id: string | null;

  @Column('character varying', { length: 100, nullable: true })
  rule_name: string | null;

  @Column('smallint', { nullable: true })
  level: number | null;

  @Column('integer', { nullable: true })
  generation: number | null;

  @Column('uuid', { nullable: true })
  actor_id: string | null;

  @Column('character varying', { length: 100, nullable: true })
  actor_username: string | null;

  @Column('character varying', { length: 100, nullable: true })
  request_id: string | null;

  @Column('timestamptz')
  created_at: Date;
}
