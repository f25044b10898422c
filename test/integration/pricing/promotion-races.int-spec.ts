import fc from 'fast-check';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { PromotionExhausted } from '../../../src/pricing/pricing.errors.js';
import { openPromotions, type Promotions } from './promotion-harness.js';

let p: Promotions;
beforeAll(async () => {
  p = await openPromotions(20);
});
afterEach(async () => expect(await p.drift()).toEqual([]));
afterAll(() => p?.close());

async function outcomes(tries: Promise<unknown>[]): Promise<{ done: number; exhausted: number }> {
  const results = await Promise.allSettled(tries);
  const refused = results.filter((each) => each.status === 'rejected').map((each) => each.reason as unknown);
  expect(refused.filter((reason) => !(reason instanceof PromotionExhausted))).toEqual([]);
  return { done: results.length - refused.length, exhausted: refused.length };
}

it('a coupon with 10 uses sells exactly 10 times from 40 tills', async () => {
  const promotion_id = await p.promotion();
  const coupon_id = await p.coupon(promotion_id, { usage_limit: 10 });
  const tills = Array.from({ length: 40 }, () => p.once((tx) => p.redeem(tx, [{ promotion_id, coupon_id }])));
  expect(await outcomes(tills)).toEqual({ done: 10, exhausted: 30 });
  expect(await p.couponUses(coupon_id)).toBe(10);
  expect(await p.booked(promotion_id)).toMatchObject({ uses: 10 });
});

it('never spends more than the budget, whatever the sales would take', async () => {
  const promotion_id = await p.promotion({ budget: 100 });
  const tills = Array.from({ length: 40 }, (_, till) =>
    p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [newId()]: 3 + till / 10 } }])),
  );
  const { done } = await outcomes(tills);
  const { used_count, used_amount } = await p.counted(promotion_id);
  expect(used_count).toBe(done);
  expect(used_amount).toBeLessThanOrEqual(100);
  // Stopped only when not even the smallest sale would fit any more, or all of those were served.
  expect(used_amount).toBeGreaterThan(100 - 6.9);
});

it('holds a limit per customer who buys at many tills at once', async () => {
  const promotion_id = await p.promotion({ usage_limit_per_customer: 3 });
  const customers = [newId(), newId()];
  const tills = Array.from({ length: 30 }, (_, till) =>
    p.once((tx) => p.redeem(tx, [{ promotion_id }], { customer_id: customers[till % 2]! })),
  );
  expect(await outcomes(tills)).toEqual({ done: 6, exhausted: 24 });
});

it('what a void gives back can be used again, and no more', async () => {
  const promotion_id = await p.promotion({ usage_limit: 5 });
  const sales = Array.from({ length: 5 }, () => newId());
  for (const sale_id of sales) await p.once((tx) => p.redeem(tx, [{ promotion_id }], { sale_id }));
  const voids = sales.slice(0, 2).map((sale_id) => p.once((tx) => p.release(tx, sale_id, 'all')));
  await Promise.all(voids);
  const tills = Array.from({ length: 10 }, () => p.once((tx) => p.redeem(tx, [{ promotion_id }])));
  expect(await outcomes(tills)).toEqual({ done: 2, exhausted: 8 });
});

it('never deadlocks on promotions and coupons that are named in opposite orders', async () => {
  const [a, b] = [await p.promotion({ usage_limit: 1000 }), await p.promotion({ usage_limit: 1000 })];
  const [x, y] = [await p.coupon(a, { usage_limit: 1000 }), await p.coupon(b, { usage_limit: 1000 })];
  const uses = [
    { promotion_id: a, coupon_id: x },
    { promotion_id: b, coupon_id: y },
  ];
  for (let round = 0; round < 25; round++) {
    const sales = [newId(), newId()];
    await Promise.all([
      p.once((tx) => p.redeem(tx, uses, { sale_id: sales[0] })),
      p.once((tx) => p.redeem(tx, [...uses].reverse(), { sale_id: sales[1] })),
    ]);
    await Promise.all(sales.map((sale_id) => p.once((tx) => p.release(tx, sale_id, 'all'))));
  }
  expect(await p.counted(a)).toMatchObject({ used_count: 0 });
});

it('tills do not wait for each other on a promotion without a limit', async () => {
  const promotion_id = await p.promotion();
  await p.once(async (first) => {
    await p.redeem(first, [{ promotion_id }]);
    // Would never return while the first is open, if both wrote one row.
    await p.once((second) => p.redeem(second, [{ promotion_id }]));
  });
  expect(await p.booked(promotion_id)).toMatchObject({ uses: 2 });
});

it('a first limit counts sales that were under way when it was set', async () => {
  const promotion_id = await p.promotion();
  let limiting: Promise<unknown> | undefined;
  await p.once(async (tx) => {
    await p.redeem(tx, [{ promotion_id }]);
    limiting = query(p.db, `UPDATE promotions SET usage_limit = 1 WHERE id = $1::uuid`, [promotion_id]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await limiting;
  expect(await p.counted(promotion_id)).toMatchObject({ used_count: 1 });
  expect(await outcomes([p.once((tx) => p.redeem(tx, [{ promotion_id }]))])).toEqual({
    done: 0,
    exhausted: 1,
  });
});

it('counters are the sums of the ledger after any sales, returns and voids', async () => {
  const promotions = [
    await p.promotion({ usage_limit: 4 }),
    await p.promotion({ budget: 20 }),
    await p.promotion({ usage_limit_per_customer: 2 }),
    await p.promotion(),
  ];
  const coupons = [await p.coupon(promotions[0]!, { usage_limit: 3 }), null, null, null];
  const customers = [newId(), newId()];
  const cents = fc.integer({ min: 0, max: 999 }).map((value) => value / 100);
  const step = fc.record({
    does: fc.constantFrom('sell', 'return', 'void'),
    which: fc.nat(3),
    customer: fc.nat(1),
    amounts: fc.tuple(cents, cents),
    sale: fc.nat(20),
    back: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
      const sales: { sale_id: string; lines: string[]; returned: number }[] = [];
      for (const { does, which, customer, amounts, sale, back } of steps) {
        const known = sales[sale % Math.max(sales.length, 1)];
        if (does === 'sell') {
          const [sale_id, lines] = [newId(), [newId(), newId()]];
          const use = { promotion_id: promotions[which]!, coupon_id: coupons[which] };
          const parts = { [lines[0]!]: amounts[0], [lines[1]!]: amounts[1] };
          const selling = p.once((tx) =>
            p.redeem(tx, [{ ...use, lines: parts }], { sale_id, customer_id: customers[customer]! }),
          );
          if ((await outcomes([selling])).done === 1) sales.push({ sale_id, lines, returned: 0 });
        } else if (known !== undefined && does === 'void') {
          await p.once((tx) => p.release(tx, known.sale_id, 'all'));
        } else if (known !== undefined) {
          known.returned = Math.min(known.returned + back, 7);
          await p.once((tx) =>
            p.release(tx, known.sale_id, { [known.lines[back % 2]!]: [known.returned, 7] }),
          );
        }
      }
      expect(await p.drift()).toEqual([]);
      expect((await p.counted(promotions[0]!)).used_count).toBeLessThanOrEqual(4);
      expect((await p.counted(promotions[1]!)).used_amount).toBeLessThanOrEqual(20);
      for (const { sale_id } of sales) await p.once((tx) => p.release(tx, sale_id, 'all'));
      for (const id of promotions) expect(await p.booked(id)).toMatchObject({ uses: 0, amount: 0 });
    }),
    { numRuns: 25 },
  );
});
