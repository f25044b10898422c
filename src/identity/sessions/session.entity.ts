import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One sign-in on one device. Its row is its life: deleting it stops every token made for it. */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id: string;

  @Index('ix_sessions_user_id')
  @ForeignKey('User', { name: 'fk_sessions_user', onDelete: 'CASCADE' })
  @Column('uuid')
  user_id: string;

  @Column('character varying', { length: 45, nullable: true })
  ip: string | null;

  @Column('character varying', { length: 300, nullable: true })
  user_agent: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Column('timestamptz', { default: () => 'now()' })
  last_used_at: Date;

  @Index('ix_sessions_expires_at')
  @Column('timestamptz')
  expires_at: Date;
}
