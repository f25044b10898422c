import { checkoutCall, choose, type Choice } from '../stage/checkout.js';
import type { Shop } from '../stage/shop.js';
import type { Till } from '../stage/tills.js';
import { withApp } from './in-process.js';
import { recordStatements, type Recorded } from './recorder.js';

/** What one checkout sent to PostgreSQL, and for what. */
export interface RecordedCheckout {
  choice: Choice;
  statements: Recorded[];
  started_at: number;
}

const REHEARSALS = 12;

/** Rings up one sale inside this process, and listens to what it says to the database. */
export async function recordCheckout(
  url: string,
  shop: Shop,
  till: Till,
  cents: Map<string, number>,
): Promise<RecordedCheckout> {
  return withApp(url, async (app) => {
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
  });
}
