import { IdempotencyPurge } from '../../../src/common/http/writes/idempotency-purge.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('stored answers of idempotent writes', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it('are kept for 30 days and then forgotten, however many there are', async () => {
    await t.dataSource.query(`
      INSERT INTO idempotency_keys (actor_id, key, fingerprint, response, created_at)
      SELECT gen_random_uuid(), 'key-' || n, 'f', '{}', now() - CASE WHEN n <= 3 THEN interval '29 days' ELSE interval '31 days' END
      FROM generate_series(1, 20003) AS n`);
    await t.app.get(IdempotencyPurge, { strict: false }).run();
    const left = await t.dataSource.query<{ key: string }[]>('SELECT key FROM idempotency_keys ORDER BY key');
    expect(left.map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3']);
  });
});
