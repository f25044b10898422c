import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf } from '../measure/processes.js';
import type { Child } from '../stage/child.js';
import { ADMIN } from '../stage/server.js';

/** A file of products taken in over HTTP and worked off by the server's own jobs. */
export interface ImportRun {
  rows: number;
  upload_ms: number;
  job_ms: number;
  /** Memory of the server when it was done, and at its highest. */
  memory_mb: number | undefined;
}

const POLL_MS = 100;

function fileOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) =>
    [
      `IMP-${n}`,
      `"Imported product ${n}, blue"`,
      ((n % 9000) / 100).toFixed(2),
      ((n % 5000) / 100).toFixed(2),
      `Imported > Shelf ${n % 200}`,
      `Imported brand ${n % 500}`,
      `I${String(n).padStart(9, '0')}`,
      String(n % 20),
    ].join(','),
  );
  return ['sku,name,price,cost_price,category,brand,barcodes,min_stock_level', ...lines].join('\n');
}

interface Progress {
  id: string;
  status: string;
  created_count: number;
  rejected_count: number;
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

export async function measureImport(server: Child, rows: number): Promise<ImportRun> {
  const authorization = `Bearer ${await signIn(server.url)}`;
  const file = fileOf(rows);
  const started = performance.now();
  const answer = await fetch(`${server.url}/v1/products/import`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'text/csv' },
    body: file,
  });
  let progress = (await answer.json()) as Progress;
  if (answer.status !== 202) throw new Error(`The import was refused: ${JSON.stringify(progress)}`);
  const uploaded = performance.now();
  while (progress.status !== 'completed') {
    await pause(POLL_MS);
    const next = await fetch(`${server.url}/v1/products/import/${progress.id}`, {
      headers: { authorization },
    });
    progress = (await next.json()) as Progress;
  }
  const done = performance.now();
  if (progress.created_count !== rows) throw new Error(`Not all was imported: ${JSON.stringify(progress)}`);
  const memory_mb = memoryOf(server.pid)?.highest_mb;
  return { rows, upload_ms: uploaded - started, job_ms: done - uploaded, memory_mb };
}
