import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A mail that went out. What was sent under a key is not sent again, however often its job runs. */
@Entity('mail_log')
export class MailLogEntry {
  @PrimaryColumn('character varying', { length: 200, primaryKeyConstraintName: 'pk_mail_log' })
  key: string;

  @Column('character varying', { length: 254 })
  recipient: string;

  @Column('character varying', { length: 300 })
  subject: string;

  @Column('character varying', { length: 300 })
  message_id: string;

  @Index('ix_mail_log_sent_at')
  @Column('timestamptz')
  sent_at: Date;
}
