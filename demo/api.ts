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
