import { join } from 'node:path';
import { encodeCursor } from '../../src/common/http/list/cursor.js';
import { HttpClient, type Call } from '../measure/http-client.js';
import { drive, type Measured } from '../measure/load.js';
import type { Settings } from '../settings.js';
import { startChild, type Child } from '../stage/child.js';
import type { BenchDatabase } from '../stage/database.js';
import { pick } from '../stage/pick.js';
import { freePort, ROOT } from '../stage/place.js';
import type { Shop } from '../stage/shop.js';
import type { Till } from '../stage/tills.js';

/** The same read of the server and of the bare handler. */
export interface ReadRun {
  name: 'product by id' | 'page of 20';
  clients: number;
  server: Measured;
  bare: Measured;
}

interface Reader {
  name: ReadRun['name'];
  server: (till: Till) => Call;
  bare: () => Call;
}

/** As many as the server takes unless told otherwise. */
const POOL_SIZE = 20;

function readersOf({ products }: Shop): Reader[] {
  return [
    {
      name: 'product by id',
      server: ({ token }) => ({ path: `/v1/products/${pick(products).id}`, token }),
      bare: () => ({ path: `/products/${pick(products).id}` }),
    },
    {
      name: 'page of 20',
      server: ({ token }) => {
        const { name, id } = pick(products);
        return {
          path: `/v1/products?limit=20&cursor=${encodeCursor({ sort: 'name', keys: [name, id] })}`,
          token,
        };
      },
      bare: () => {
        const { name, id } = pick(products);
        return { path: `/products?${new URLSearchParams({ name, id }).toString()}` };
      },
    },
  ];
}

async function startBareServer(database: BenchDatabase): Promise<Child> {
  const port = await freePort();
  return startChild({
    args: ['--import', '@swc-node/register/esm-register', join(import.meta.dirname, 'bare-server.ts')],
    folder: database.folder,
    cwd: ROOT,
    url: `http://127.0.0.1:${port}`,
    probe: '/ready',
    env: {
      NODE_ENV: 'production',
      BARE_PORT: String(port),
      BARE_DATABASE_URL: database.url,
      BARE_POOL_SIZE: String(POOL_SIZE),
    },
  });
}

interface Scene {
  database: BenchDatabase;
  server: Child;
  shop: Shop;
  tills: readonly Till[];
}

async function readFrom(
  child: Child,
  clients: number,
  call: (client: number) => Call,
  settings: Settings,
): Promise<Measured> {
  const http = new HttpClient(child.url);
  try {
    const act = async (client: number): Promise<void> => void (await http.expect(200, call(client)));
    return await drive({ clients, act, watched: [{ name: 'node', pid: child.pid }] }, settings);
  } finally {
    http.close();
  }
}

/** Both reads at both client counts, server and bare handler in turn. */
export async function measureReads(
  { database, server, shop, tills }: Scene,
  settings: Settings,
): Promise<ReadRun[]> {
  const bare = await startBareServer(database);
  const runs: ReadRun[] = [];
  const brief = {
    ...settings,
    seconds: Math.max(2, settings.seconds / 2),
    warm_up_seconds: settings.warm_up_seconds / 2,
  };
  try {
    for (const reader of readersOf(shop)) {
      for (const clients of settings.client_counts) {
        runs.push({
          name: reader.name,
          clients,
          server: await readFrom(server, clients, (client) => reader.server(tills[client]!), brief),
          bare: await readFrom(bare, clients, () => reader.bare(), brief),
        });
      }
    }
  } finally {
    await bare.stop();
  }
  return runs;
}
