import { startTestApp, type TestApp } from '../../support/test-app.js';

describe('a server that is not ready', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  it('says that the database is behind its code, or ahead of it', async () => {
    const [last] = await t.dataSource
      .query<{ timestamp: string; name: string }[]>(
        'DELETE FROM schema_migrations WHERE id = (SELECT max(id) FROM schema_migrations) RETURNING timestamp, name',
      )
      .then((answer) => (answer as unknown as [{ timestamp: string; name: string }[]])[0]);
    const behind = await t.http.get('/health/ready').expect(503);
    expect(behind.headers['content-type']).toContain('application/problem+json');
    expect(behind.body).toMatchObject({
      code: 'NOT_READY',
      detail: 'Not ready: migrations.',
      checks: {
        migrations: { status: 'down', message: 'The database is behind this code.' },
        database: { status: 'up' },
      },
    });
    await t.dataSource.query('INSERT INTO schema_migrations (timestamp, name) VALUES ($1, $2)', [
      last!.timestamp,
      last!.name,
    ]);
    await t.http.get('/health/ready').expect(200);

    await t.dataSource.query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`,
    );
    const ahead = await t.http.get('/health/ready').expect(503);
    expect(ahead.body.checks.migrations).toEqual({
      status: 'down',
      message: 'The database is ahead of this code.',
    });
    await t.dataSource.query(`DELETE FROM schema_migrations WHERE name = 'FromTheFuture'`);
  });

  it('goes on selling, but says so, when jobs have waited for long', async () => {
    await t.dataSource.query(
      `SELECT graphile_worker.add_job('test:late', run_at => now() - interval '10 minutes')`,
    );
    const { body } = await t.http.get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'degraded',
      job_queue: { status: 'degraded', message: '1 jobs have waited longer than 5 minutes.' },
    });
  });
});
