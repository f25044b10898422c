import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AppConfig } from '../config/app-config.js';
import { Mailer, type Mail } from './mailer.js';

const PATIENCE_MS = 15_000;

type Transport = ReturnType<typeof createTransport>;

function transportTo(smtp_url: string): Transport {
  const url = new URL(smtp_url);
  const user = decodeURIComponent(url.username);
  const isSecure = url.protocol === 'smtps:';
  return createTransport({
    host: url.hostname,
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // What a mail says is not for files of this machine or addresses of the network to fill in.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Sends mail through the server that SMTP_URL names. */
@Injectable()
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  readonly isConfigured: boolean;
  private readonly transport?: Transport;

  constructor(private readonly config: AppConfig) {
    super();
    this.isConfigured = config.mail !== undefined;
    if (config.mail !== undefined) this.transport = transportTo(config.mail.smtp_url);
  }

  async send({ to, subject, text, attachments = [] }: Mail): Promise<string> {
    if (this.transport === undefined) throw new Error('No mail can be sent: SMTP_URL is not set');
    const sent = (await this.transport.sendMail({
      from: this.config.mail!.from,
      to,
      subject,
      text,
      attachments: attachments.map(({ name: filename, type: contentType, content }) => ({
        filename,
        contentType,
        content,
      })),
    })) as { messageId: string };
    return sent.messageId;
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}
