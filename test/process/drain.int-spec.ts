import { Client } from 'pg';
import { signInAt, spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { cloneTestDatabase, type TestDatabase } from '../support/test-database.js';
import { eventually } from '../support/eventually.js';

const WAITING = `
  SELECT count(*)::int AS waiting FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('a server that is told to stop while it works', () => {
  let database: TestDatabase;
  let lock: Client;
  let server: SpawnedServer;
  let headers: Record<string, string>;

  beforeAll(async () => {
    database = await cloneTestDatabase();
  });
  beforeEach(async () => {
    lock = new Client({ connectionString: database.url });
    await lock.connect();
  });
  afterEach(async () => {
    await lock.end();
    await server.kill();
    await server.cleanUp();
  });
  afterAll(() => database.drop());

  const start = async (env = {}): Promise<void> => {
    server = await spawnServer({ env: { DATABASE_URL: database.url, ...env } });
    headers = await signInAt(server.url);
  };

  /** A request that hangs until the lock is let go. */
  const sendSlowRequest = async (key: string): Promise<{ answer: Promise<Response> }> => {
    await lock.query('BEGIN; LOCK TABLE settings');
    const answer = fetch(`${server.url}/v1/settings`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ key, value: 1 }),
    });
    answer.catch(() => undefined);
    await eventually(async () => {
      const { rows } = await lock.query<{ waiting: number }>(WAITING);
      expect(rows[0]!.waiting).toBeGreaterThan(0);
    });
    return { answer };
  };

  it('finishes the request, refuses new ones, and ends with 0', async () => {
    await start();
    const { answer } = await sendSlowRequest('slow.one');
    server.signal('SIGTERM');
    await eventually(async () => {
      const status = await fetch(`${server.url}/health`).then(
        (refused) => refused.status,
        () => 'connection refused',
      );
      expect([503, 'connection refused']).toContain(status);
    });
    expect(server.isRunning()).toBe(true);
    await lock.query('COMMIT');
    expect((await answer).status).toBe(201);
    expect(await server.ended).toBe(0);
  });

  it('gives up after SHUTDOWN_TIMEOUT_SECONDS and ends with 1', async () => {
    await start({ SHUTDOWN_TIMEOUT_SECONDS: '1' });
    const { answer } = await sendSlowRequest('slow.two');
    server.signal('SIGTERM');
    expect(await server.ended).toBe(1);
    expect(server.output().stderr).toContain('SHUTDOWN_TIMEOUT_SECONDS');
    await expect(answer).rejects.toThrow();
    await lock.query('COMMIT');
    const { rows } = await lock.query(`SELECT 1 FROM settings WHERE key = 'slow.two'`);
    expect(rows).toEqual([]);
  });

  it('ends at once at the second signal', async () => {
    await start();
    await sendSlowRequest('slow.three');
    server.signal('SIGINT');
    await eventually(async () =>
      expect(server.output().stdout).toContain('SIGINT: finishing what is running'),
    );
    server.signal('SIGINT');
    expect(await server.ended).toBe(1);
    await lock.query('ROLLBACK');
  });
});
