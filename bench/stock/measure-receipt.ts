import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { withApp } from '../floor/in-process.js';
import { recordStatements } from '../floor/recorder.js';
import { median } from '../measure/statistics.js';
import type { BenchDatabase } from '../stage/database.js';
import { ADMIN } from '../stage/server.js';
import { insertSameRows } from './bare-receipt.js';

/** A delivery taken in and completed at once, against bare inserts of the same rows. */
export interface ReceiptRun {
  lines: number;
  /** Statements of such a delivery, and of one of few lines. */
  statements: number;
  statements_of_few: number;
  few: number;
  median_ms: number;
  floor_ms: number;
}

const LINES = 500;
const FEW = 5;
const TIMES = 11;

interface Shop {
  app: NestFastifyApplication;
  headers: Record<string, string>;
  supplier_id: string;
  products: readonly { id: string }[];
}

async function post(
  app: NestFastifyApplication,
  url: string,
  payload: object,
  headers = {},
): Promise<unknown> {
  const answer = await app.inject({ method: 'POST', url, payload, headers });
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.payload}`);
  return JSON.parse(answer.payload);
}

async function openShop(app: NestFastifyApplication, products: Shop['products']): Promise<Shop> {
  const { access_token } = (await post(app, '/v1/auth/login', ADMIN)) as { access_token: string };
  const headers = { authorization: `Bearer ${access_token}` };
  const supplier = { name: 'Bench supplier', contact_info: 'bench@shop.example' };
  const { id: supplier_id } = (await post(app, '/v1/suppliers', supplier, headers)) as { id: string };
  return { app, headers, supplier_id, products };
}

async function deliver({ app, headers, supplier_id, products }: Shop, count: number): Promise<string> {
  const lines = products.slice(0, count).map(({ id }) => ({ product_id: id, quantity: 12, unit_price: 2.5 }));
  const body = { supplier_id, lines, complete: true };
  return ((await post(app, '/v1/delivery-receipts', body, headers)) as { id: string }).id;
}

async function statementsOf(shop: Shop, count: number): Promise<number> {
  for (let time = 0; time < 2; time += 1) await deliver(shop, count);
  // The background looks for work whenever it likes.
  const sent = await recordStatements(async () => void (await deliver(shop, count)));
  return sent.filter(({ text }) => !text.includes('graphile_worker') || text.includes('add_job')).length;
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    await work();
    measured.push(performance.now() - started);
  }
  return median(measured);
}

/** `products` are at least 500 that are in stock. */
export async function measureReceipt(
  { url }: BenchDatabase,
  products: readonly { id: string }[],
): Promise<ReceiptRun> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await withApp(url, async (app) => {
      const shop = await openShop(app, products);
      const statements_of_few = await statementsOf(shop, FEW);
      const statements = await statementsOf(shop, LINES);
      const median_ms = await timed(TIMES, () => deliver(shop, LINES));
      const model = await deliver(shop, LINES);
      const floor_ms = await timed(TIMES, () => insertSameRows(client, model));
      return { lines: LINES, few: FEW, statements, statements_of_few, median_ms, floor_ms };
    });
  } finally {
    await client.end();
  }
}
