import { rm } from 'node:fs/promises';
import { onServer } from './test-database.ts';

export default async function globalTeardown(): Promise<void> {
  const running = globalThis.opentillTestServer;
  if (running === undefined) return;
  if (running.server === undefined) {
    await onServer(running.adminUrl, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${running.template} WITH (FORCE)`),
    );
    return;
  }
  await running.server.stop('immediate');
  await rm(running.server.dataDir, { recursive: true, force: true });
}
