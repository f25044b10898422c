import fc from 'fast-check';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Tx } from '../../../src/common/database/tx.js';
import { openLedger, stockFaults, type LedgerHarness } from './ledger-harness.js';
import { LotPlayer, type PlayGround } from './ledger-lots-player.js';
import { step, type Step } from './ledger-lots-steps.js';

let h: LedgerHarness;
let ground: PlayGround;
beforeAll(async () => {
  h = await openLedger();
  const products = [
    await h.product({ cost_price: 1.5 }),
    await h.product({ track_batches: true }),
    await h.product({ track_serials: true }),
  ];
  ground = { h, products, shop: h.place, store: await h.location(false, { issue_order: 'fefo' }) };
});
afterAll(() => h.close());

class TakenBack extends Error {}

const OVERPROMISED = `
  SELECT FROM stock_levels WHERE NOT negative_allowed AND reserved > on_hand - unsellable`;

/** In a transaction that is taken back, so that every game begins with nothing. */
async function game(steps: readonly Step[], isStrict: boolean): Promise<void> {
  const play = async (tx: Tx): Promise<never> => {
    const player = new LotPlayer(tx, {
      ...ground,
      shop: { ...ground.shop, allow_negative_stock: !isStrict },
    });
    await player.stockUp();
    for (const each of steps) await player.play(each);
    expect(await stockFaults(tx)).toEqual([]);
    if (isStrict) expect(await query(tx, OVERPROMISED)).toEqual([]);
    expect(await query(tx, `SELECT * FROM stock_rebuild($1::uuid[])`, [ground.products])).toEqual([]);
    throw new TakenBack(newId());
  };
  await h.dataSource.transaction(play).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
}

it('keeps every law, whatever happens to batches, units, states, places, costs and promises', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.boolean(), game), {
    numRuns: 500,
  });
}, 120_000);
