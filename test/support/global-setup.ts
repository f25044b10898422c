import 'reflect-metadata';
import './resolve-ts.cjs';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/config/embedded/embedded-postgres.ts';
import { migrateDatabase } from '../../src/config/migrate.ts';
import globalTeardown from './global-teardown.ts';
import { ADMIN_URL, TEMPLATE, onServer, withDatabase } from './test-database.ts';

export interface TestServer {
  server?: EmbeddedPostgres;
  adminUrl: string;
  template: string;
}

declare global {
  var opentillTestServer: TestServer | undefined;
}

/** Starts one throw-away PostgreSQL (or uses TEST_DATABASE_URL) and migrates the template with the real migrations. */
export default async function globalSetup(): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  const server =
    given === undefined
      ? await startEmbeddedPostgres({
          dataDir: await mkdtemp(join(tmpdir(), 'opentill-test-')),
          fsync: false,
        })
      : undefined;
  const adminUrl = given ?? server!.url;
  const template = `opentill_test_template_${randomBytes(4).toString('hex')}`;
  globalThis.opentillTestServer = { server, adminUrl, template };
  try {
    await onServer(adminUrl, (client) => client.query(`CREATE DATABASE ${template}`));
    await migrateDatabase(withDatabase(adminUrl, template));
  } catch (error) {
    // Jest calls no teardown for a setup that fails.
    await globalTeardown();
    throw error;
  }
  process.env[ADMIN_URL] = adminUrl;
  process.env[TEMPLATE] = template;
}
