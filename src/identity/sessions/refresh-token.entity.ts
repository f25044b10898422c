import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A refresh token, by its SHA-256. A rotated one is kept until it expires, so that its replay is noticed. */
@Entity('refresh_tokens')
export class RefreshToken {
  @PrimaryColumn('character varying', { length: 64 })
  token_hash: string;

  @Index('ix_refresh_tokens_session_id')
  @ForeignKey('Session', { name: 'fk_refresh_tokens_session', onDelete: 'CASCADE' })
  @Column('uuid')
  session_id: string;

  @CreateDateColumn({ type: 'timestamptz' })
  created_at: Date;

  @Index('ix_refresh_tokens_expires_at')
  @Column('timestamptz')
  expires_at: Date;

  @Column('timestamptz', { nullable: true })
  rotated_at: Date | null;
}
