import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../common/database/statement.js';
import { Clock } from '../common/time/clock.js';
import { Mailer, type Mail } from './mailer.js';

const SENT = `SELECT 1 FROM mail_log WHERE key = $1::text`;
const LOG = `
  INSERT INTO mail_log (key, recipient, subject, message_id, sent_at)
  VALUES ($1::text, $2::text, $3::text, $4::text, $5::timestamptz)
  ON CONFLICT (key) DO NOTHING`;

/** Sends each mail once, however often its job runs. */
@Injectable()
export class Outbox {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends what `compose` answers, unless a mail went out under `key` before. Only a process that dies between the
   * server's yes and our note of it lets the next run send twice. Throws what the mailer throws: the job is tried again.
   */
  async sendOnce(key: string, compose: () => Promise<Mail>): Promise<void> {
    if ((await query(this.dataSource, SENT, [key])).length > 0) return;
    const mail = await compose();
    const message_id = await this.mailer.send(mail);
    const subject = mail.subject.slice(0, 300);
    await query(this.dataSource, LOG, [key, mail.to, subject, message_id.slice(0, 300), this.clock.now()]);
  }
}
