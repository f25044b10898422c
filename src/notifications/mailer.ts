import type { Buffer } from 'node:buffer';

export interface MailAttachment {
  name: string;
  type: string;
  content: Buffer;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  attachments?: readonly MailAttachment[];
}

/** Sends mail. Whoever uses it must be ready to try again: servers are away at times. */
export abstract class Mailer {
  /** Whether mail can be sent at all. */
  abstract readonly isConfigured: boolean;

  /** Hands a mail to the server and answers the id it goes under. Throws when the server does not take it. */
  abstract send(mail: Mail): Promise<string>;
}
