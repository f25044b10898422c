import { startEmbeddedPostgres } from '../../../src/config/embedded/embedded-postgres.js';

/** Run as a process of its own: starts or joins the server of a folder, tells about it, and stays until its input ends. */
async function holdServer(dataDir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, fsync: false });
  process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted })}\n`);
  for await (const _ of process.stdin);
  await server.stop();
}

const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('Name the data directory');
void holdServer(dataDir);
