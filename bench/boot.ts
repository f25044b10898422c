import { rm } from 'node:fs/promises';
import { memoryOf } from './measure/processes.js';
import { median } from './measure/statistics.js';
import type { BenchDatabase } from './stage/database.js';
import { makeFolder } from './stage/place.js';
import { startServer } from './stage/server.js';

/** Milliseconds from the start of the process until `/health/ready` answers 200. */
export interface BootTimes {
  /** Nothing there: PostgreSQL is unpacked and initialised, the schema made, the administrator seeded. */
  cold_embedded: number;
  warm_embedded: number;
  /** On a migrated PostgreSQL that already runs. */
  external: number;
  idle_memory_mb: number | undefined;
}

const TIMES = 3;

async function bootOnce(
  folder: string,
  database: { url: string } | 'embedded',
): Promise<{ ms: number; idle?: number }> {
  const server = await startServer(folder, database);
  const idle = memoryOf(server.pid)?.now_mb;
  await server.stop();
  return { ms: server.boot_ms, idle };
}

async function bootAgain(
  folder: string,
  database: { url: string } | 'embedded',
): Promise<{ ms: number; idle?: number }> {
  const boots = [];
  for (let time = 0; time < TIMES; time += 1) boots.push(await bootOnce(folder, database));
  return { ms: median(boots.map(({ ms }) => ms)), idle: boots.at(-1)!.idle };
}

/** Boots the built server on an empty folder, again on the same one, and on the benchmark's own database. */
export async function measureBoots(database: BenchDatabase): Promise<BootTimes> {
  const folder = await makeFolder();
  try {
    const cold = await bootOnce(folder, 'embedded');
    const warm = await bootAgain(folder, 'embedded');
    const external = await bootAgain(database.folder, database);
    return {
      cold_embedded: cold.ms,
      warm_embedded: warm.ms,
      external: external.ms,
      idle_memory_mb: external.idle,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
