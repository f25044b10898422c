import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  raw: string;
}

/** A mail server that takes everything, or nothing while `isRefusing`. */
export class SmtpServer {
  readonly mails: ReceivedMail[] = [];
  isRefusing = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((socket) => this.serve(socket));
  }

  static async start(): Promise<SmtpServer> {
    const smtp = new SmtpServer();
    await new Promise<void>((resolve) => smtp.server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    let pending = '';
    let mail: ReceivedMail = { from: '', to: [], raw: '' };
    let isData = false;
    const answer = (line: string): void => void socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') answer('250 test');
      else if (verb === 'MAIL') {
        if (this.isRefusing) return answer('451 later');
        mail = { from: line, to: [], raw: '' };
        answer('250 ok');
      } else if (verb === 'RCPT') {
        mail.to.push(/<(.*)>/.exec(line)![1]!);
        answer('250 ok');
      } else if (verb === 'DATA') {
        isData = true;
        answer('354 go');
      } else if (verb === 'QUIT') {
        answer('221 bye');
        socket.end();
      } else answer('250 ok');
    };
    const take = (chunk: string): void => {
      pending += chunk;
      for (;;) {
        const end = isData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n');
        if (end < 0) return;
        const text = pending.slice(0, end);
        pending = pending.slice(end + (isData ? 5 : 2));
        if (!isData) command(text);
        else {
          isData = false;
          this.mails.push({ ...mail, raw: text });
          answer('250 taken');
        }
      }
    };
    socket
      .setEncoding('latin1')
      .on('data', take)
      .on('error', () => undefined);
    answer('220 test');
  }
}
