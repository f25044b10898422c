import { Pool } from 'pg';
import { withApp } from '../floor/in-process.js';
import { recordStatements, type Recorded } from '../floor/recorder.js';
import { HttpClient, type Call } from '../measure/http-client.js';
import { drive, type Measured } from '../measure/load.js';
import type { Settings } from '../settings.js';
import type { Child } from '../stage/child.js';
import { poolOptions, type BenchDatabase } from '../stage/database.js';
import { pickSome } from '../stage/pick.js';
import type { Shop } from '../stage/shop.js';
import type { Till } from '../stage/tills.js';
import { QUOTED_LINES, putUpPromotions, takeDownPromotions } from './promotions.js';

/** A quote over HTTP, and its floor: the same statements for the same cart through a bare pool. */
export interface QuoteRun {
  server: Measured;
  floor: Measured;
  /** Statements of one quote, the caller's own lookup not counted. */
  statements: number;
  /** Rules that one quote looked at, as its answer tells. */
  rules: number;
}

interface Scene {
  database: BenchDatabase;
  server: Child;
  shop: Shop;
  tills: readonly Till[];
}

const CLIENTS = 8;
const REHEARSALS = 8;

function quoteCall({ products }: Shop, customer_id: string, { token }: Till): Call {
  const items = pickSome(products, QUOTED_LINES).map(({ id }) => ({ product_id: id, quantity: 12 }));
  return { method: 'POST', path: '/v1/pricing/quote', token, body: { customer_id, items } };
}

/** Listens to what one quote says to the database. */
async function record(url: string, call: Call): Promise<{ statements: Recorded[]; rules: number }> {
  return withApp(url, async (app) => {
    let rules = 0;
    const ask = async (): Promise<void> => {
      const headers = { authorization: `Bearer ${call.token}` };
      const answer = await app.inject({ method: 'POST', url: call.path, headers, payload: call.body });
      if (answer.statusCode !== 200) throw new Error(`The recorded quote failed: ${answer.payload}`);
      const { lines } = JSON.parse(answer.payload) as { lines: { trace: unknown[] }[] };
      rules = lines.reduce((sum, { trace }) => sum + trace.length, 0);
    };
    for (let time = 0; time < REHEARSALS; time += 1) await ask();
    const all = await recordStatements(ask);
    // Who is calling is looked up for every request, a quote or not.
    return { statements: all.filter(({ text }) => !text.includes('sessions')), rules };
  });
}

async function onTheFloor(
  { database, server }: Scene,
  statements: readonly Recorded[],
  settings: Settings,
): Promise<Measured> {
  const pool = new Pool(poolOptions(database.url, CLIENTS));
  const act = async (): Promise<void> => {
    for (const { name, text, values } of statements) await pool.query({ name, text, values });
  };
  try {
    return await server.whilePaused(() => drive({ clients: CLIENTS, act, watched: [] }, settings));
  } finally {
    await pool.end();
  }
}

/** Carts of 50 lines for a customer whom 1,000 promotions may concern. */
export async function measureQuotes(scene: Scene, settings: Settings): Promise<QuoteRun> {
  const { database, server, shop, tills } = scene;
  const customer = await putUpPromotions(database.pool);
  const brief = { ...settings, seconds: Math.max(2, settings.seconds / 2) };
  const http = new HttpClient(server.url);
  try {
    const act = async (client: number): Promise<void> => {
      await http.expect(200, quoteCall(shop, customer.id, tills[client]!));
    };
    const measured = await drive(
      { clients: CLIENTS, act, watched: [{ name: 'node', pid: server.pid }] },
      brief,
    );
    const { statements, rules } = await record(database.url, quoteCall(shop, customer.id, tills[0]!));
    const floor = await onTheFloor(scene, statements, brief);
    return { server: measured, floor, statements: statements.length, rules };
  } finally {
    http.close();
    await takeDownPromotions(database.pool);
  }
}
