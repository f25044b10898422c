import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/config/embedded/embedded-postgres.js';

/** A real PostgreSQL that a test may stop and start: its address stays, although every start takes a new port. */
export interface StoppablePostgres {
  /** Survives a stop and a start. */
  url: string;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  cleanUp(): Promise<void>;
}

export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'opentill-outage-'));
  const sockets = new Set<Socket>();
  let server: EmbeddedPostgres | undefined;
  let port = 0;

  const front = createServer((client) => {
    const behind = createConnection({ host: '127.0.0.1', port });
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');

  const start = async () => {
    server = await startEmbeddedPostgres({ dataDir, fsync: false });
    port = Number(new URL(server.url).port);
  };
  await start();
  const url = new URL(server!.url);
  url.port = String((front.address() as AddressInfo).port);
  return {
    url: url.toString(),
    start,
    stop: async (mode = 'fast') => server!.stop(mode),
    cleanUp: async () => {
      await server!.stop('immediate');
      for (const socket of sockets) socket.destroy();
      front.close();
      await rm(server!.dataDir, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
