import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('health', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it('says what runs and where to look', async () => {
    const { body } = await t.http.get('/').expect(200);
    expect(body).toEqual({
      name: 'Opentill',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      links: { api: '/v1', docs: '/docs', redoc: '/redoc', openapi: '/v1/openapi.json', health: '/health' },
    });
  });

  it('is healthy and alive without looking at the database', async () => {
    for (const path of ['/health', '/health/live', '/health/']) {
      const { body } = await t.http.get(path).expect(200);
      expect(body).toEqual({ status: 'healthy', version: expect.any(String) });
    }
  });

  it('is ready with the database, the schema and the disk in order', async () => {
    const { body } = await t.http.get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'ok',
      database: { status: 'up' },
      migrations: { status: 'up' },
      disk: { status: 'up' },
      storage: { status: 'up' },
      job_queue: { status: 'up' },
    });
  });
});
