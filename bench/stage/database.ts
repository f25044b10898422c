import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool, type PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import { databaseOptions } from '../../src/config/database.config.js';
import { startEmbeddedPostgres } from '../../src/config/embedded/embedded-postgres.js';
import { auditIntegrity } from '../../src/integrity/integrity-audit.js';
import { parentOf } from '../measure/processes.js';
import { makeFolder } from './place.js';

/** The benchmark's own PostgreSQL: the embedded one with its usual settings, every commit flushed to disk. */
export interface BenchDatabase {
  url: string;
  folder: string;
  pool: Pool;
  postmaster_pid: number;
  /** Equal footing for each load: what was written before it is on disk, and counted in the statistics. */
  settle(): Promise<void>;
  /** How many projections differ from their truth. */
  countDrift(): Promise<number>;
  stop(): Promise<void>;
}

/** The connection options of the server itself, so that what is replayed meets the same session settings. */
export function poolOptions(url: string, size: number): PoolConfig {
  const { extra } = databaseOptions(url, size, { entities: [], migrations: [] }) as { extra: PoolConfig };
  return { ...extra, connectionString: url, max: size };
}

async function countDrift(url: string): Promise<number> {
  const dataSource = new DataSource(databaseOptions(url, 2, { entities: [], migrations: [] }));
  await dataSource.initialize();
  try {
    const { checks, drift_count } = await auditIntegrity(dataSource);
    for (const { name, drift } of checks.filter((check) => check.drift_count > 0)) {
      process.stderr.write(`DRIFT ${name}: ${JSON.stringify(drift.slice(0, 3))}\n`);
    }
    return drift_count;
  } finally {
    await dataSource.destroy();
  }
}

export async function startDatabase(): Promise<BenchDatabase> {
  const folder = await makeFolder();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  // Loading takes longer than the server lets a statement take.
  const pool = new Pool({ connectionString: server.url, max: 2 });
  const { rows } = await pool.query<{ pid: number }>(`SELECT pg_backend_pid() AS pid`);
  const postmaster_pid = parentOf(rows[0]!.pid) ?? 0;
  const abandon = (): void => {
    if (postmaster_pid > 0) process.kill(postmaster_pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  process.once('exit', abandon);
  return {
    url: server.url,
    folder,
    pool,
    postmaster_pid,
    settle: async () => {
      await pool.query(`VACUUM ANALYZE`);
      await pool.query(`CHECKPOINT`);
    },
    countDrift: () => countDrift(server.url),
    stop: async () => {
      await pool.end();
      await server.stop('immediate');
      await rm(folder, { recursive: true, force: true });
      process.off('exit', abandon);
    },
  };
}
