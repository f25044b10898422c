import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { signInAt, spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { startStoppablePostgres, type StoppablePostgres } from '../support/stoppable-postgres.js';

describe('a server whose database goes away', () => {
  let postgres: StoppablePostgres;
  let server: SpawnedServer;
  let headers: Record<string, string>;

  beforeAll(async () => {
    postgres = await startStoppablePostgres();
    server = await spawnServer({ env: { DATABASE_URL: postgres.url } });
    headers = await signInAt(server.url);
  });
  afterAll(async () => {
    await server.kill();
    await server.cleanUp();
    await postgres.cleanUp();
  });

  const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`, { headers });

  const expectProblem = async (answer: Response): Promise<void> => {
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
  };

  const jobsDone = async (): Promise<number> => {
    const text = await (await get('/metrics')).text();
    return Number(/^opentill_jobs_total\{outcome="done"\} (\d+)$/m.exec(text)![1]);
  };

  // Scheduled jobs run meanwhile too, so the count says little of this one: it is done when it left the queue.
  const expectJobDone = async (): Promise<void> => {
    const before = await jobsDone();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const added = await client.query<{ id: string }>(
      `SELECT (graphile_worker.add_job('writes:forget')).id::text AS id`,
    );
    const queued = `SELECT 1 FROM graphile_worker.jobs WHERE id = $1::bigint`;
    await eventually(async () => expect((await client.query(queued, [added.rows[0]!.id])).rows).toEqual([]));
    await client.end();
    await eventually(async () => expect(await jobsDone()).toBeGreaterThan(before));
  };

  it.each(['fast', 'immediate'] as const)(
    'answers 503 while it is away (%s stop) and recovers by itself, jobs too',
    async (mode) => {
      await expectJobDone();
      const lock = new Client({ connectionString: postgres.url });
      lock.on('error', () => undefined);
      await lock.connect();
      await lock.query('BEGIN; LOCK TABLE settings');
      const body = JSON.stringify({ key: `outage.${mode}`, value: 1 });
      const caughtInTheAct = fetch(`${server.url}/v1/settings`, { method: 'POST', headers, body });
      await new Promise((resolve) => setTimeout(resolve, 300));

      await postgres.stop(mode);
      await expectProblem(await caughtInTheAct);
      await expectProblem(await get('/v1/settings'));
      await expectProblem(await get('/v1/locations'));
      expect((await get('/health')).status).toBe(200);
      expect((await get('/metrics')).status).toBe(200);
      const notReady = await get('/health/ready');
      expect(notReady.status).toBe(503);
      expect(await notReady.json()).toMatchObject({
        code: 'NOT_READY',
        checks: { database: { status: 'down' } },
      });

      await postgres.start();
      await eventually(async () => expect((await get('/v1/settings')).status).toBe(200));
      expect((await get(`/v1/settings/outage.${mode}`)).status).toBe(404);
      await expectJobDone();
      await eventually(async () =>
        expect(await (await get('/health/ready')).json()).toMatchObject({ status: 'ok' }),
      );
    },
    120_000,
  );

  it('still ends in order', async () => {
    expect(await server.stop()).toBe(0);
  });
});
