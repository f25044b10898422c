import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { eventually } from '../support/eventually.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';
import { cloneTestDatabase, type TestDatabase } from '../support/test-database.js';

interface Till {
  url: string;
  token: string;
  products: string[];
}

const LOGIN = { username: 'admin', password: 'correct-horse-battery' };

async function call<T>(
  url: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function openTill({ url }: SpawnedServer): Promise<Till> {
  const { access_token } = await call<{ access_token: string }>(url, '/v1/auth/login', LOGIN);
  const headers = { authorization: `Bearer ${access_token}` };
  const products = await Promise.all(
    [1, 2, 3].map(async (n) => {
      const product = {
        sku: `KILL-${n}-${randomUUID()}`,
        name: `Product ${n}`,
        price: n,
        cost_price: 0.5,
        stock_quantity: 100_000,
      };
      return (await call<{ id: string }>(url, '/v1/products', product, headers)).id;
    }),
  );
  return { url, token: access_token, products };
}

/** Sells until the server is gone; answers the ids of the sales it was told are done. */
async function sellUntilDeath(till: Till, answered: string[]): Promise<void> {
  const headers = { authorization: `Bearer ${till.token}` };
  const items = till.products.map((product_id) => ({ product_id, quantity: 1 }));
  const payments = [{ payment_method: 'card', amount: 6 }];
  for (;;) {
    try {
      const key = { 'idempotency-key': randomUUID() };
      const sale = await call<{ id: string }>(
        till.url,
        '/v1/sales',
        { items, payments },
        { ...headers, ...key },
      );
      answered.push(sale.id);
    } catch {
      return;
    }
  }
}

describe('kill -9 under checkout load', () => {
  let database: TestDatabase;
  let server: SpawnedServer;

  const start = async (): Promise<void> => {
    server = await spawnServer({ env: { DATABASE_URL: database.url } });
  };

  beforeAll(async () => {
    database = await cloneTestDatabase();
    await start();
  });
  afterAll(async () => {
    await server.stop();
    await server.cleanUp();
    await database.drop();
  });

  it('loses no answered sale, leaves no half-written one, and keeps the books', async () => {
    const answered: string[] = [];
    for (let round = 0; round < 2; round++) {
      const till = await openTill(server);
      const load = Array.from({ length: 8 }, () => sellUntilDeath(till, answered));
      await eventually(async () => expect(answered.length).toBeGreaterThan(20 * (round + 1)), 60_000);
      await server.kill();
      await server.cleanUp();
      await Promise.all(load);
      await start();
    }
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const found = await client.query(
      `SELECT count(*)::int AS sales FROM sales s
       JOIN receipts r ON r.sale_id = s.id
       WHERE s.id = ANY($1::uuid[]) AND s.status = 'completed'
         AND (SELECT count(*) FROM sale_items i WHERE i.sale_id = s.id) = 3`,
      [answered],
    );
    await client.end();
    expect(found.rows).toEqual([{ sales: answered.length }]);

    const { access_token } = await call<{ access_token: string }>(server.url, '/v1/auth/login', LOGIN);
    const report = await call<{ is_clean: boolean }>(server.url, '/v1/integrity', undefined, {
      authorization: `Bearer ${access_token}`,
    });
    expect(report.is_clean).toBe(true);
  }, 180_000);
});
