import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** The server of this run, and the database that every test file clones; set by the global setup. */
export const ADMIN_URL = 'OPENTILL_TEST_ADMIN_URL';
export const TEMPLATE = 'OPENTILL_TEST_TEMPLATE';

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

export async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Refuses any name that does not say it is a test's. */
function assertIsTest(database: string): void {
  if (!database.includes('test')) throw new Error(`Refusing to touch the database ${database}`);
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A fresh database with the real schema and the seeded rows, cloned from the template. */
export async function cloneTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env[ADMIN_URL];
  const template = process.env[TEMPLATE];
  if (adminUrl === undefined || template === undefined) throw new Error('The global setup did not run');
  const name = `opentill_test_${randomBytes(6).toString('hex')}`;
  assertIsTest(name);
  await onServer(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    url: withDatabase(adminUrl, name),
    drop: () =>
      onServer(
        adminUrl,
        async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  };
}
