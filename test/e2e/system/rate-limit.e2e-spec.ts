import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('rate limit', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({ rate_limit_per_minute: 12, auth_rate_limit_per_minute: 4, trust_proxy: true });
  });
  afterAll(() => t.close());

  const from = (client: string, path: string) => t.http.get(path).set('x-forwarded-for', client);
  const login = (client: string) =>
    t.http
      .post('/v1/auth/login')
      .set('x-forwarded-for', client)
      .send({ username: 'nobody', password: 'wrong-one' });

  it('tells how much is left, and then refuses with the time to wait', async () => {
    for (let left = 11; left >= 0; left--) {
      const { headers } = await from('10.0.0.1', '/v1/settings').expect(401);
      expect(headers['x-ratelimit-limit']).toBe('12');
      expect(headers['x-ratelimit-remaining']).toBe(String(left));
    }
    const { headers, body } = await from('10.0.0.1', '/v1/products').expect(429);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(headers['x-ratelimit-remaining']).toBe('0');
  });

  it('counts another client for itself, by address and not by what it claims to be', async () => {
    await from('10.0.0.2', '/v1/settings').expect(401);
    await from('10.0.0.1', '/v1/settings').set('authorization', 'Bearer another').expect(429);
  });

  it('is stricter where passwords can be guessed', async () => {
    for (let n = 0; n < 4; n++) await login('10.0.0.3').expect(401);
    const { headers } = await login('10.0.0.3').expect(429);
    expect(headers['x-ratelimit-limit']).toBe('4');
    await from('10.0.0.3', '/v1/settings').expect(401);
  });

  it('does not hold for probes and metrics', async () => {
    for (let n = 0; n < 20; n++) {
      const { headers } = await from('10.0.0.4', '/health').expect(200);
      expect(headers['x-ratelimit-limit']).toBeUndefined();
    }
  });
});
