import type { Tally } from './tally.js';

type Json = Record<string, unknown>;

/** An expected refusal: what somebody else removed, the state of things, a stale version, a field. */
const REFUSALS = new Set([404, 409, 412, 422]);

/** The application over HTTP. Everything that is asked is counted; what must not happen is kept. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly tally: Tally,
  ) {}

  /** The answer's body; undefined when it was refused, or failed. */
  async ask<T = Json>(
    what: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T | undefined> {
    const answer = await fetch(`${this.url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const said = (text === '' ? {} : JSON.parse(text)) as T & { code?: string };
    if (answer.ok) {
      this.tally.done(what);
      return said;
    }
    if (REFUSALS.has(answer.status) && said.code !== undefined) this.tally.refused(what, said.code);
    else
      this.tally.failed(
        `${what}: ${method} /v1/${path} ${JSON.stringify(body)} → ${answer.status} ${text.slice(0, 600)}`,
      );
    return undefined;
  }

  post<T = Json>(what: string, path: string, body: object = {}): Promise<T | undefined> {
    return this.ask<T>(what, 'POST', path, body);
  }

  /** For what must work, or the rest makes no sense. */
  async must<T = { id: string }>(path: string, body: object): Promise<T> {
    const made = await this.post<T>('set up', path, body);
    if (made === undefined)
      throw new Error(`POST /v1/${path} was refused: ${JSON.stringify(body)} ${this.tally.failures.at(-1)}`);
    return made;
  }
}
