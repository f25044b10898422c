import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  text: string;
}

export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  token?: string;
  key?: string;
  body?: object;
}

/** Plain HTTP over connections that stay open, one for each client that calls at once. */
export class HttpClient {
  private readonly agent: Agent;
  private readonly address: { host: string; port: string };

  constructor(url: string, connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
    const { hostname, port } = new URL(url);
    this.address = { host: hostname, port };
  }

  send({ method = 'GET', path, token, key, body }: Call): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(payload === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ ...this.address, agent: this.agent, method, path, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  }

  /** Throws unless the answer has the expected status. */
  async expect(status: number, call: Call): Promise<string> {
    const answer = await this.send(call);
    if (answer.status !== status) {
      throw new Error(
        `${call.method ?? 'GET'} ${call.path} answered ${answer.status}: ${answer.text.slice(0, 500)}`,
      );
    }
    return answer.text;
  }

  close(): void {
    this.agent.destroy();
  }
}
