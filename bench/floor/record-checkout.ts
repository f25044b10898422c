import { createApp } from '../../src/app.js';
import { AppConfig } from '../../src/config/app-config.js';
import { readSettings } from '../../src/config/env.js';
import { JWT_SECRET } from '../stage/server.js';
import { checkoutCall, choose, type Choice } from '../stage/checkout.js';
import type { Shop } from '../stage/shop.js';
import type { Till } from '../stage/tills.js';
import { recordStatements, type Recorded } from './recorder.js';

/** What one checkout sent to PostgreSQL, and for what. */
export interface RecordedCheckout {
  choice: Choice;
  statements: Recorded[];
  started_at: number;
}

const REHEARSALS = 12;

/** Runs the application inside this process, rings up one sale, and listens to what it says to the database. */
export async function recordCheckout(
  url: string,
  shop: Shop,
  till: Till,
  cents: Map<string, number>,
): Promise<RecordedCheckout> {
  const settings = readSettings({
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    RATE_LIMIT_PER_MINUTE: '0',
    JOB_CONCURRENCY: '0',
  });
  const app = await createApp(new AppConfig({ ...settings, database_url: url, jwt_secret: JWT_SECRET }));
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const ringUp = async (choice: Choice): Promise<void> => {
      const { method, path, token, key, body } = checkoutCall(choice, cents);
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
      const answer = await app.inject({ method, url: path, headers, payload: body });
      if (answer.statusCode !== 201) throw new Error(`The recorded checkout failed: ${answer.payload}`);
    };
    const choice = choose(shop, till);
    // The first ones may look up what later ones remember; and the receipt gets a number that nothing else has.
    for (let time = 0; time < REHEARSALS; time += 1)
      await ringUp({ ...choose(shop, till), register: choice.register });
    const started_at = Date.now();
    const statements = await recordStatements(() => ringUp(choice));
    return { choice, statements, started_at };
  } finally {
    await app.close();
  }
}
