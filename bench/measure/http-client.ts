import { Connection, type Answer } from './connection.js';

export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  token?: string;
  key?: string;
  body?: object;
}

/** Plain HTTP over connections that stay open, one for each client that calls at once. */
export class HttpClient {
  private readonly free: Connection[] = [];
  private readonly host: string;

  constructor(url: string) {
    this.host = new URL(url).host;
  }

  async send(call: Call): Promise<Answer> {
    const connection = this.free.pop() ?? new Connection(this.host);
    const answer = await connection.ask(this.textOf(call));
    this.free.push(connection);
    return answer;
  }

  /** Throws unless the answer has the expected status. */
  async expect(status: number, call: Call): Promise<Buffer> {
    const answer = await this.send(call);
    if (answer.status === status) return answer.body;
    const text = answer.body.toString('utf8', 0, 500);
    throw new Error(`${call.method ?? 'GET'} ${call.path} answered ${answer.status}: ${text}`);
  }

  async json<T>(status: number, call: Call): Promise<T> {
    return JSON.parse((await this.expect(status, call)).toString('utf8')) as T;
  }

  close(): void {
    for (const connection of this.free) connection.close();
  }

  private textOf({ method = 'GET', path, token, key, body }: Call): string {
    const payload = body === undefined ? '' : JSON.stringify(body);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `host: ${this.host}`,
      ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
      ...(key === undefined ? [] : [`idempotency-key: ${key}`]),
      ...(body === undefined
        ? []
        : ['content-type: application/json', `content-length: ${Buffer.byteLength(payload)}`]),
    ];
    return `${lines.join('\r\n')}\r\n\r\n${payload}`;
  }
}
