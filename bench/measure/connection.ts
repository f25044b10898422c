import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: Buffer;
}

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

const HEAD_END = '\r\n\r\n';

/**
 * One HTTP/1.1 connection, one request at a time. Node's own client costs as much CPU as a bare handler does, and here
 * both share the machine: this one writes a text and reads as many bytes as the answer says it has.
 */
export class Connection {
  private readonly socket: Socket;
  private received: Buffer = Buffer.alloc(0);
  private waiting?: Waiting;

  constructor(host: string) {
    const [hostname, port] = host.split(':') as [string, string];
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (part) => this.read(part));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(new Error(`${host} closed the connection`)));
  }

  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(part: Buffer): void {
    this.received = this.received.length === 0 ? part : Buffer.concat([this.received, part]);
    const headLength = this.received.indexOf(HEAD_END);
    if (headLength < 0) return;
    const head = this.received.toString('latin1', 0, headLength);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const bodyStart = headLength + HEAD_END.length;
    if (length === undefined) {
      this.waiting?.reject(new Error(`Only answers that tell their length are understood:\n${head}`));
      return;
    }
    const end = bodyStart + Number(length);
    if (this.received.length < end) return;
    const body = this.received.subarray(bodyStart, end);
    const { waiting } = this;
    this.received = Buffer.alloc(0);
    this.waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
