import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The stored answer of one write that was sent with an Idempotency-Key. */
@Entity('idempotency_keys')
export class IdempotencyKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_idempotency_keys' })
  actor_id: string;

  @PrimaryColumn('character varying', { length: 200, primaryKeyConstraintName: 'pk_idempotency_keys' })
  key: string;

  @Column('character varying', { length: 64 })
  fingerprint: string;

  @Column('json')
  response: unknown;

  @Index('ix_idempotency_keys_created_at')
  @Column('timestamptz')
  created_at: Date;
}
