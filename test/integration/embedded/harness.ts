import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../src/config/embedded/embedded-postgres.js';

const isSubstitute = (home: string): boolean => /\/opentill-[0-9a-f]{16}\/database$/.test(home);

export interface Holder {
  process: ChildProcess;
  url: string;
  adopted: boolean;
}

const folders = new Set<string>();
const servers: EmbeddedPostgres[] = [];
const holders: ChildProcess[] = [];

export const isRoot = process.getuid?.() === 0;

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opentill-embedded-'));
  // The account to which root drops must get through to folders inside.
  await chmod(folder, 0o711);
  folders.add(folder);
  return folder;
}

export async function start(dataDir: string, log?: (line: string) => void): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, fsync: false, log });
  servers.push(server);
  if (isSubstitute(server.dataDir)) folders.add(dirname(server.dataDir));
  return server;
}

/** Starts the server from another node process. */
export async function startElsewhere(dataDir: string): Promise<Holder> {
  const script = join(__dirname, 'hold-server.ts');
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', script, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  holders.push(child);
  for await (const line of createInterface(child.stdout)) {
    return { process: child, ...(JSON.parse(line) as { url: string; adopted: boolean }) };
  }
  throw new Error('The other process ended without starting a server.');
}

export async function end(holder: Holder, how: 'in order' | 'by kill -9'): Promise<void> {
  const exit = once(holder.process, 'exit');
  if (how === 'in order') holder.process.stdin?.end();
  else holder.process.kill('SIGKILL');
  await exit;
}

export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Ends whatever a test left, even one that failed half-way, and removes its folders. */
export async function clearAway(): Promise<void> {
  for (const child of holders.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) await server.stop('immediate');
  for (const folder of folders) {
    for (const home of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) {
      if (!existsSync(join(home, 'pgdata', 'postmaster.pid'))) continue;
      const left = await startEmbeddedPostgres({ dataDir: home, fsync: false });
      await left.stop('immediate');
    }
    await rm(folder, { recursive: true, force: true });
  }
  folders.clear();
}
