import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

describe('headers of answers', () => {
  let t: TestApp;
  let admin: Client;
  beforeAll(async () => {
    t = await startTestApp({ cors_origins: ['https://till.example'] });
    admin = await t.as('admin');
  });
  afterAll(() => t.close());

  describe('X-Request-Id', () => {
    it('is the one that was sent', async () => {
      const { headers, body } = await t.http.get('/v1/nowhere').set('x-request-id', 'till-7/42');
      expect(headers['x-request-id']).toBe('till-7/42');
      expect(body.request_id).toBe('till-7/42');
    });

    it.each(['two words', 'x'.repeat(101), 'ümlaut'])('is a new one instead of "%s"', async (unfit) => {
      const { headers } = await t.http
        .get('/health')
        .set('x-request-id', Buffer.from(unfit, 'utf8').toString('latin1'));
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    });
  });

  describe('compression', () => {
    it.each([
      ['br', 'gzip, br'],
      ['gzip', 'gzip'],
    ])('large answers are sent in %s', async (encoding, accepted) => {
      const { headers } = await t.http.get('/v1/openapi.json').set('accept-encoding', accepted).expect(200);
      expect(headers['content-encoding']).toBe(encoding);
    });

    it('small ones are sent as they are', async () => {
      const { headers } = await admin.get('/v1/settings').set('accept-encoding', 'gzip, br').expect(200);
      expect(headers['content-encoding']).toBeUndefined();
    });
  });

  describe('security', () => {
    it('is tight, but does not force HTTPS upon a shop without it', async () => {
      const { headers } = await t.http.get('/health').expect(200);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("script-src 'self'"),
      });
      expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    });
  });

  describe('CORS', () => {
    it('lets the configured origin in and read what lists and writes tell in headers', async () => {
      const { headers } = await admin.get('/v1/settings').set('origin', 'https://till.example').expect(200);
      expect(headers['access-control-allow-origin']).toBe('https://till.example');
      for (const name of [
        'Link',
        'X-Total-Count',
        'ETag',
        'X-Request-Id',
        'Idempotency-Replayed',
        'Retry-After',
      ]) {
        expect(headers['access-control-expose-headers']).toContain(name);
      }
    });

    it('answers its preflight before anything asks for credentials', async () => {
      const { headers, status } = await t.http
        .options('/v1/settings')
        .set('origin', 'https://till.example')
        .set('access-control-request-method', 'PATCH')
        .set('access-control-request-headers', 'authorization, idempotency-key, if-match');
      expect(status).toBe(204);
      expect(headers['access-control-allow-methods']).toContain('PATCH');
      expect(headers['access-control-allow-headers']).toContain('idempotency-key');
    });

    it('lets no other origin in', async () => {
      const { headers } = await admin.get('/v1/settings').set('origin', 'https://evil.example').expect(200);
      expect(headers['access-control-allow-origin']).not.toBe('https://evil.example');
    });
  });

  describe('/api/v1', () => {
    it('reaches the same routes, with and without query and trailing slash', async () => {
      for (const path of [
        '/api/v1/settings',
        '/api/v1/settings/',
        '/api/v1/settings?limit=1',
        '/api/v1/settings/?limit=1',
      ]) {
        await admin.get(path).expect(200);
      }
    });

    it('stays in the links of its lists', async () => {
      for (const key of ['a.one', 'a.two']) await admin.post('/v1/settings', { key, value: 1 }).expect(201);
      const { headers } = await admin.get('/api/v1/settings?limit=1').expect(200);
      expect(headers['link']).toMatch(/^<\/api\/v1\/settings\?limit=1&cursor=[^>]+>; rel="next"$/);
    });
  });
});
