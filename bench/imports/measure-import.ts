import { setTimeout as pause } from 'node:timers/promises';
import { HttpClient } from '../measure/http-client.js';
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

export async function measureImport(server: Child, rows: number): Promise<ImportRun> {
  const http = new HttpClient(server.url);
  const login = { method: 'POST', path: '/v1/auth/login', body: ADMIN } as const;
  const { access_token: token } = await http.json<{ access_token: string }>(200, login);
  const file = fileOf(rows);
  const started = performance.now();
  const answer = await fetch(`${server.url}/v1/products/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: file,
  });
  let progress = (await answer.json()) as Progress;
  if (answer.status !== 202) throw new Error(`The import was refused: ${JSON.stringify(progress)}`);
  const uploaded = performance.now();
  while (progress.status !== 'completed') {
    await pause(POLL_MS);
    progress = await http.json<Progress>(200, { path: `/v1/products/import/${progress.id}`, token });
  }
  const done = performance.now();
  http.close();
  if (progress.created_count !== rows) throw new Error(`Not all was imported: ${JSON.stringify(progress)}`);
  const memory_mb = memoryOf(server.pid)?.highest_mb;
  return { rows, upload_ms: uploaded - started, job_ms: done - uploaded, memory_mb };
}
