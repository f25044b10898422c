// A database that lives as long as one script: on TEST_DATABASE_URL's server, or on a throw-away one.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../dist/src/config/embedded/embedded-postgres.js';

async function onServer(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function openServer() {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined) return { url: given, close: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'opentill-scratch-'));
  const server = await startEmbeddedPostgres({ dataDir, fsync: false });
  const close = async () => {
    await server.stop('immediate');
    await rm(server.dataDir, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

/**
 * @template T
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withScratchDatabase(work) {
  const server = await openServer();
  const name = `opentill_test_${randomBytes(6).toString('hex')}`;
  try {
    await onServer(server.url, `CREATE DATABASE ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return await work(url.toString());
  } finally {
    await onServer(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.close();
  }
}
