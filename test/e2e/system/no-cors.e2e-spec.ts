import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('without CORS_ORIGINS', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it('no origin is let in', async () => {
    const { headers } = await t.http.get('/health').set('origin', 'https://till.example').expect(200);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    await t.http
      .options('/v1/settings')
      .set('origin', 'https://till.example')
      .set('access-control-request-method', 'POST')
      .expect(405);
  });
});
