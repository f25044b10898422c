/** Calls the public HTTP API as any client would. */
export class Api {
  private token?: string;

  constructor(private readonly url: string) {}

  async signIn(username: string, password: string): Promise<void> {
    const { access_token } = await this.post<{ access_token: string }>('/v1/auth/login', {
      username,
      password,
    });
    this.token = access_token;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: object, key?: string): Promise<T> {
    return this.call<T>('POST', path, body, key);
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }

  /** Sends a file. */
  async upload<T>(path: string, type: string, file: string): Promise<T> {
    const headers = { ...this.headers(), 'content-type': type };
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: file });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** All rows of a list, page by page, by its Link header. */
  async *pages<T>(path: string): AsyncGenerator<T> {
    let next: string | undefined = `${path}?limit=200`;
    while (next !== undefined) {
      const answer: Response = await fetch(new URL(next, this.url), { headers: this.headers() });
      if (!answer.ok) throw new Error(`GET ${next}: ${answer.status} ${await answer.text()}`);
      yield* (await answer.json()) as T[];
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(this.url + path, { headers: this.headers() });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }

  private async call<T>(method: string, path: string, body?: object, key?: string): Promise<T> {
    const headers = this.headers();
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (key !== undefined) headers['idempotency-key'] = key;
    const answer = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }

  private headers(): Record<string, string> {
    return this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
  }
}
