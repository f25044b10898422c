import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { ROOT } from '../stage/place.js';

function versionOf(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** How busy others keep this machine: a minute's average of processes that want a core. */
export function otherLoad(): number {
  return loadavg()[0]!;
}

/** Where the figures come from, a line each. */
export async function describeMachine(pool: Pool, loadBefore: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
     WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'shared_buffers') ORDER BY name`,
  );
  const setting = Object.fromEntries(rows.map(({ name, setting: value }) => [name, value]));
  const memory = Math.round(totalmem() / 2 ** 30);
  const packages = ['@nestjs/core', 'fastify', 'typeorm', 'pg'].map((name) => `${name} ${versionOf(name)}`);
  const others =
    loadBefore > 0.5
      ? ` **Others kept it busy (load ${loadBefore.toFixed(1)} before the start): figures are disturbed.**`
      : '';
  return [
    `- ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${memory} GB, ${platform()} ${release()}; load driver, server and PostgreSQL share it.${others}`,
    `- Node ${process.versions.node}, ${packages.join(', ')}`,
    `- PostgreSQL ${setting['server_version']} (embedded, its usual settings): fsync ${setting['fsync']}, ` +
      `synchronous_commit ${setting['synchronous_commit']}, shared_buffers ${Number(setting['shared_buffers']) / 128} MB`,
    '- Server: the built code in one process, `NODE_ENV=production`, 20 connections, 2 background jobs at once, ' +
      '`LOG_LEVEL=info` into a file, rate limits off',
  ];
}
