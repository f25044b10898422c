import { Events } from '../../../src/common/jobs/events.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const LOCATION = '018f0000-0000-7000-8000-000000000001';

describe('metrics', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp();
  });
  afterAll(() => t.close());

  const read = async (): Promise<string> => (await t.http.get('/metrics').expect(200)).text;

  it('are Prometheus text', async () => {
    const { headers } = await t.http.get('/metrics').expect(200);
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('time requests by route, not by address', async () => {
    await t.http.get('/v1/settings/some.key').expect(401);
    await t.http.get('/v1/settings/other.key').expect(401);
    await t.http.get('/no/such/address').expect(404);
    const text = await read();
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/settings/:id_or_key",status="401"} 2',
    );
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="unknown",status="404"\} \d/,
    );
    expect(text).not.toContain('some.key');
  });

  it('tell of connections, the event loop and memory', async () => {
    const text = await read();
    for (const name of [
      'opentill_database_connections_open',
      'opentill_database_connections_idle',
      'opentill_database_connections_waiting',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} [0-9.e+-]+$`, 'm'));
    }
  });

  it('count sales of this process when they are committed', async () => {
    const sale = { type: 'sales.sale_completed', sale_id: LOCATION, location_id: LOCATION, currency: 'EUR' };
    const events = t.app.get(Events, { strict: false });
    await runInTransaction(t.dataSource, async (tx) => {
      await events.publish(tx, { ...sale, total_amount: 12.5 } as never);
      await events.publish(tx, { ...sale, total_amount: 7.25 } as never);
      expect(await read()).not.toContain('opentill_sales_completed_total{');
    });
    const text = await read();
    expect(text).toContain(`opentill_sales_completed_total{location_id="${LOCATION}"} 2`);
    expect(text).toContain(`opentill_sales_amount_total{location_id="${LOCATION}",currency="EUR"} 19.75`);
  });

  it('count jobs: those that wait, those done, and those that failed for good', async () => {
    await t.dataSource.query(`
      SELECT graphile_worker.add_job('writes:forget'), graphile_worker.add_job('writes:forget'),
        graphile_worker.add_job('test:unknown', max_attempts => 1)`);
    await t.dataSource.query(
      `UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE max_attempts = 1`,
    );
    const before = await read();
    expect(before).toContain('opentill_jobs_queued{task="writes:forget",state="waiting"} 2');
    expect(before).toContain('opentill_jobs_queued{task="test:unknown",state="dead"} 1');
    await t.drainJobs();
    const text = await read();
    expect(text).toContain('opentill_jobs_total{outcome="done"} 2');
    expect(text).toContain('opentill_jobs_total{outcome="failed"} 0');
    expect(text).not.toContain('task="writes:forget"');
  });

  it('a sale that is rolled back is never counted', async () => {
    const events = t.app.get(Events, { strict: false });
    const before = /opentill_sales_completed_total\S+ (\d+)/.exec(await read())![1];
    await expect(
      runInTransaction(t.dataSource, async (tx) => {
        await events.publish(tx, {
          type: 'sales.sale_completed',
          location_id: LOCATION,
          currency: 'EUR',
          total_amount: 1,
        } as never);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(/opentill_sales_completed_total\S+ (\d+)/.exec(await read())![1]).toBe(before);
  });

  it('are for this machine only when there is no token, and a proxy on it is not its clients', async () => {
    const { body } = await t.http.get('/metrics').set('x-forwarded-for', '203.0.113.9').expect(403);
    expect(body).toMatchObject({ code: 'METRICS_CLOSED' });
    await t.http.get('/metrics').set('forwarded', 'for=203.0.113.9').expect(403);
  });

  it('are not under /v1', async () => {
    await t.http.get('/v1/metrics').expect(404);
    await t.http.get('/v1/health').expect(404);
  });
});

describe('metrics with a token', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startTestApp({ metrics_token: 'scrape-me' });
  });
  afterAll(() => t.close());

  it('need it, from anywhere', async () => {
    await t.http.get('/metrics').expect(401);
    await t.http.get('/metrics').set('authorization', 'Bearer scrape-you').expect(401);
    await t.http.get('/metrics').set('authorization', 'scrape-me').expect(401);
    await t.http.get('/metrics').set('authorization', 'Bearer scrape-me').expect(200);
    await t.http
      .get('/metrics')
      .set('authorization', 'Bearer scrape-me')
      .set('x-forwarded-for', '203.0.113.9')
      .expect(200);
  });

  it('are not opened by signing in', async () => {
    const admin = await t.as('admin');
    await admin.get('/metrics').expect(401);
  });
});
