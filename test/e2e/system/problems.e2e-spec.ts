import { once } from 'node:events';
import { createConnection, type AddressInfo } from 'node:net';
import type { Response } from 'supertest';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

describe('requests that cannot be served', () => {
  let t: TestApp;
  let admin: Client;
  beforeAll(async () => {
    t = await startTestApp({ body_limit_bytes: 2048 });
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  const expectProblem = (answer: Response, status: number, code: string): void => {
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: `urn:opentill:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      request_id: answer.headers['x-request-id'],
    });
    expect(answer.status).toBe(status);
  };
  const post = (body: string, type = 'application/json') =>
    t.http
      .post('/v1/settings')
      .set('authorization', `Bearer ${admin.token}`)
      .set('content-type', type)
      .send(body);

  it('malformed JSON is 400', async () => {
    for (const body of ['{"key":', "{'key': 1}", 'undefined', '{"key": 1,}', '\u0000']) {
      expectProblem(await post(body), 400, 'MALFORMED_JSON');
    }
  });

  it('JSON that would change prototypes is refused', async () => {
    expectProblem(await post('{"__proto__": {"role": "admin"}}'), 400, 'MALFORMED_JSON');
    expectProblem(await post('{"constructor": {"prototype": {"role": "admin"}}}'), 400, 'MALFORMED_JSON');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('%s is 415', async (type) => {
    expectProblem(await post('key=shop.name&value=x', type), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('a body that is too large is 413', async () => {
    expectProblem(await post(JSON.stringify({ key: 'big', value: 'x'.repeat(3000) })), 413, 'BODY_TOO_LARGE');
  });

  it('an empty body is no body, whatever its content type', async () => {
    const answer = await post('');
    expectProblem(answer, 422, 'VALIDATION_FAILED');
    await t.http.post('/v1/auth/logout').set('content-type', 'application/json').expect(401);
  });

  it.each(['[]', 'null', '7', '"text"', 'true'])('the body %s is 422', async (body) => {
    expectProblem(await post(body), 422, 'VALIDATION_FAILED');
  });

  it.each([
    '/nowhere',
    '/v1',
    '/v1/',
    '/v1/nowhere',
    '/api',
    '/api/v2/products',
    '/v1/products/1/2/3/4',
    '//v1/settings',
  ])('%s is 404', async (path) => {
    expectProblem(await t.http.get(path), 404, 'ROUTE_NOT_FOUND');
  });

  it('a known address with another method is 405 and says which it takes', async () => {
    const answer = await t.http.delete('/v1/settings');
    expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers['allow']).toBe('GET, HEAD, POST');
    expectProblem(await t.http.post('/health/'), 405, 'METHOD_NOT_ALLOWED');
    expectProblem(await t.http.put('/api/v1/settings?x=1'), 405, 'METHOD_NOT_ALLOWED');
  });

  it.each(['/v1/settings/%', '/v1/settings/%zz', '/%E0%A4%A'])(
    '%s cannot be decoded and is 400',
    async (path) => {
      const answer = await t.http.get(path);
      expectProblem(answer, 400, 'MALFORMED_URL');
    },
  );

  it('an address with a part of absurd length is refused', async () => {
    const answer = await t.http
      .get(`/v1/sales/${'a'.repeat(5000)}`)
      .set('authorization', `Bearer ${admin.token}`);
    expect([404, 414, 422]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('without credentials every route of /v1 is 401, known or not what it names', async () => {
    const answer = await t.http.get('/v1/settings');
    expectProblem(answer, 401, 'NOT_AUTHENTICATED');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  describe('before they are requests', () => {
    const say = async (bytes: string): Promise<string> => {
      const server = t.app.getHttpServer();
      if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const socket = createConnection({ host: '127.0.0.1', port }).setEncoding('utf8');
      let heard = '';
      socket.on('data', (text: string) => (heard += text));
      socket.write(bytes);
      await once(socket, 'close');
      return heard;
    };

    it.each([
      ['no HTTP at all', 'GARBAGE\r\n\r\n', 400],
      [
        'headers that are too large',
        `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`,
        431,
      ],
      ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    ])('%s is %3$i', async (_, bytes, status) => {
      const [head, body] = (await say(bytes)).split('\r\n\r\n');
      expect(head).toContain(`HTTP/1.1 ${status} `);
      expect(head).toContain('Content-Type: application/problem+json; charset=utf-8');
      expect(JSON.parse(body!)).toMatchObject({
        status,
        code: expect.any(String),
        request_id: expect.any(String),
      });
    });
  });
});
