import { setTimeout as pause } from 'node:timers/promises';
import { Logger as NestLogger } from '@nestjs/common';
import { Client } from 'pg';
import { JobLocks } from '../../../src/common/jobs/job-locks.js';
import { JobPool } from '../../../src/common/jobs/job-pool.js';
import { JobRegistry } from '../../../src/common/jobs/job-registry.js';
import { JobRunner } from '../../../src/common/jobs/job-runner.js';
import { migrateDatabase } from '../../../src/config/migrate.js';
import { eventually } from '../../support/eventually.js';
import { startStoppablePostgres, type StoppablePostgres } from '../../support/stoppable-postgres.js';
import { testConfig } from '../../support/test-app.js';

describe('the job runner and its database', () => {
  let postgres: StoppablePostgres;

  beforeAll(async () => {
    NestLogger.overrideLogger(false);
    // graphile-worker tells of a worker's end there, too.
    jest.spyOn(console, 'trace').mockImplementation(() => undefined);
    postgres = await startStoppablePostgres();
    await migrateDatabase(postgres.url);
  });
  afterAll(() => postgres.cleanUp());

  const ask = async (sql: string, values: unknown[] = []) => {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };

  it('does a job again whose end it could not report, and goes on with new ones', async () => {
    const config = testConfig(postgres.url, { job_concurrency: 1 });
    const registry = new JobRegistry();
    const runs: string[] = [];
    let hold = true;
    registry.register('test:slow', async () => {
      runs.push('slow');
      while (hold) await pause(20);
    });
    registry.register('test:quick', () => {
      runs.push('quick');
      return Promise.resolve();
    });
    registry.schedule('test:clock', '* * * * *', () => Promise.resolve());
    const runner = new JobRunner(config, registry);
    await runner.onApplicationBootstrap();
    try {
      expect(runner.isRunning).toBe(true);
      await ask(`SELECT graphile_worker.add_job('test:slow')`);
      await eventually(async () => expect(runs).toEqual(['slow']));
      await postgres.stop();
      hold = false;
      await eventually(async () => expect(runner.isRunning).toBe(false));
      await postgres.start();
      await eventually(async () => expect(runs).toEqual(['slow', 'slow']));
      await ask(`SELECT graphile_worker.add_job('test:quick')`);
      await eventually(async () => expect(runs).toEqual(['slow', 'slow', 'quick']));
      expect(runner.isRunning).toBe(true);
      await eventually(async () => {
        const [left] = await ask(
          `SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier LIKE 'test:%'`,
        );
        expect(left).toEqual({ jobs: 0 });
      });
    } finally {
      await runner.beforeApplicationShutdown();
    }
  }, 120_000);

  it('can be stopped while the database is away', async () => {
    const runner = new JobRunner(testConfig(postgres.url, { job_concurrency: 2 }), new JobRegistry());
    await runner.onApplicationBootstrap();
    await postgres.stop();
    await runner.beforeApplicationShutdown();
    expect(runner.isRunning).toBe(false);
    await postgres.start();
  }, 60_000);

  it('asks for its schedules again until the database is back, or until it stops', async () => {
    const { pool, ...connections } = poolOf(postgres.url);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await postgres.stop();
    const patient = pool.query('SELECT 2 AS two');
    await pause(300);
    await postgres.start();
    expect((await patient).rows).toEqual([{ two: 2 }]);
    await expect(pool.query('SELECT nonsense')).rejects.toThrow('nonsense');

    await postgres.stop();
    const resigned = pool.query('SELECT 3 AS three');
    connections.stopWaiting();
    expect((await resigned).rows).toEqual([]);
    await postgres.start();
    await connections.close();
  }, 60_000);

  it('frees the job of a killed process after two minutes, and keeps those of the living', async () => {
    const { pool, ...connections } = poolOf(postgres.url);
    const locks = new JobLocks(pool);
    locks.workerStarted('living-worker');
    for (const worker of ['living-worker', 'killed-worker', 'other-process']) {
      await ask(`SELECT graphile_worker.add_job('test:held', json_build_object('by', $1::text))`, [worker]);
    }
    await ask(`
      UPDATE graphile_worker._private_jobs SET locked_by = payload->>'by', locked_at = now() - CASE payload->>'by'
        WHEN 'other-process' THEN interval '1 minute' ELSE interval '3 minutes' END
      WHERE payload->>'by' IS NOT NULL`);

    await locks.renew();
    const held = await ask(`
      SELECT locked_by, now() - locked_at < interval '5 seconds' AS is_fresh FROM graphile_worker.jobs
      WHERE task_identifier = 'test:held' AND locked_by IS NOT NULL ORDER BY 1`);
    expect(held).toEqual([
      { locked_by: 'living-worker', is_fresh: true },
      { locked_by: 'other-process', is_fresh: false },
    ]);

    locks.workerDied('living-worker');
    await locks.unlockDead();
    const [left] = await ask(
      `SELECT count(*)::int AS held FROM graphile_worker.jobs WHERE locked_by = 'living-worker'`,
    );
    expect(left).toEqual({ held: 0 });
    await connections.close();
  });

  function poolOf(url: string): { pool: JobPool['pool']; stopWaiting(): void; close(): Promise<void> } {
    const connections = new JobPool(testConfig(url));
    return {
      pool: connections.pool,
      stopWaiting: () => connections.stopWaiting(),
      close: () => connections.close(),
    };
  }
});
