import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { DataSource } from 'typeorm';
import { launchServer } from '../support/spawn-server.js';
import { cloneTestDatabase, type TestDatabase } from '../support/test-database.js';

async function refusalOf(env: Record<string, string | undefined>): Promise<string> {
  const server = await launchServer({ env });
  const code = await server.ended;
  const { stderr } = server.output();
  await server.cleanUp();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Opentill cannot start: [^\n]+\n$/);
  return stderr;
}

describe('a server that cannot start says why in one line and ends with 1', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneTestDatabase();
  });
  afterAll(() => database.drop());

  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/shop' }],
    ['JWT_SECRET', { JWT_SECRET: 'short' }],
    ['SECRET_KEY', { JWT_SECRET: undefined, SECRET_KEY: 'short' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'shop.example' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['ADMIN_PASSWORD', { ADMIN_PASSWORD: 'short' }],
    ['SHUTDOWN_TIMEOUT_SECONDS', { SHUTDOWN_TIMEOUT_SECONDS: '0' }],
  ])('a wrong %s', async (name, env) => {
    expect(await refusalOf(env)).toContain(`${name} `);
  });

  it('a given database without a secret to share', async () => {
    expect(await refusalOf({ DATABASE_URL: database.url, JWT_SECRET: undefined })).toContain('JWT_SECRET ');
  });

  it('a database that is down, without telling its password', async () => {
    const said = await refusalOf({ DATABASE_URL: 'postgresql://till:tell-nobody@127.0.0.1:1/shop' });
    expect(said).toContain('DATABASE_URL: the database 127.0.0.1:1/shop cannot be used');
    expect(said).not.toContain('tell-nobody');
  });

  it('a database that does not exist', async () => {
    const url = new URL(database.url);
    url.pathname = '/opentill_test_nowhere';
    expect(await refusalOf({ DATABASE_URL: url.toString() })).toContain(
      '"opentill_test_nowhere" does not exist',
    );
  });

  it('a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      expect(await refusalOf({ DATABASE_URL: database.url, PORT: String(port) })).toContain(
        `PORT ${port} is in use`,
      );
    } finally {
      other.close();
    }
  });

  it('a database that newer code has migrated', async () => {
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    await dataSource.query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`,
    );
    await dataSource.destroy();
    expect(await refusalOf({ DATABASE_URL: database.url })).toContain('FromTheFuture');
  });
});
