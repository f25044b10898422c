import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { PromotionExhausted } from '../../../src/pricing/pricing.errors.js';
import { openPromotions, type Promotions } from './promotion-harness.js';

let p: Promotions;
beforeAll(async () => {
  p = await openPromotions();
});
afterEach(async () => expect(await p.drift()).toEqual([]));
afterAll(() => p?.close());

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PromotionExhausted);
  return (error as PromotionExhausted).details['promotions'];
}

describe('redeeming', () => {
  it('counts uses and money of what has a limit, and leaves the counter of the rest alone', async () => {
    const [limited, free] = [await p.promotion({ usage_limit: 5 }), await p.promotion()];
    const coupon = await p.coupon(limited, { usage_limit: 2 });
    await p.once((tx) =>
      p.redeem(tx, [
        { promotion_id: limited, coupon_id: coupon, lines: { [newId()]: 1.25, [newId()]: 0.75 } },
        { promotion_id: free },
      ]),
    );
    expect(await p.counted(limited)).toEqual({ used_count: 1, used_amount: 2 });
    expect(await p.couponUses(coupon)).toBe(1);
    expect(await p.counted(free)).toEqual({ used_count: 0, used_amount: 0 });
    expect(await p.booked(free)).toMatchObject({ uses: 1, amount: 1 });
  });

  it('writes nothing without uses', async () => {
    await p.once((tx) => p.redeem(tx, []));
    expect(await query(p.db, `SELECT FROM promotion_redemptions WHERE lines = '[]'`)).toEqual([]);
  });

  it('names everything that ran out, with what was allowed, used and asked, and writes nothing', async () => {
    const customer_id = newId();
    const few = await p.promotion({ usage_limit: 1, budget: 10 });
    const once = await p.promotion({ usage_limit_per_customer: 1 });
    const coupon = await p.coupon(once, { usage_limit: 1, usage_limit_per_customer: 1 });
    const open = await p.promotion();
    await p.once((tx) =>
      p.redeem(
        tx,
        [
          { promotion_id: few, lines: { [newId()]: 8 } },
          { promotion_id: once, coupon_id: coupon },
        ],
        { customer_id },
      ),
    );
    const again = p.once((tx) =>
      p.redeem(
        tx,
        [
          { promotion_id: few, lines: { [newId()]: 2.01 } },
          { promotion_id: once, coupon_id: coupon },
          { promotion_id: open },
        ],
        { customer_id },
      ),
    );
    const refused = (await refusal(again)) as { reason: string }[];
    expect(refused).toHaveLength(5);
    expect(refused).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          promotion_id: few,
          reason: 'usage_limit',
          allowed: 1,
          used: 1,
          requested: 1,
        }),
        expect.objectContaining({
          promotion_id: few,
          reason: 'budget',
          allowed: 10,
          used: 8,
          requested: 2.01,
        }),
        expect.objectContaining({
          promotion_id: once,
          reason: 'customer_usage_limit',
          name: 'Ten off',
          used: 1,
        }),
        expect.objectContaining({ coupon_id: coupon, reason: 'coupon_usage_limit' }),
        expect.objectContaining({ coupon_id: coupon, reason: 'coupon_customer_usage_limit' }),
      ]),
    );
    expect(await p.booked(open)).toMatchObject({ entries: 0 });
  });

  it('takes the last cent of a budget', async () => {
    const promotion_id = await p.promotion({ budget: 10 });
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [newId()]: 9.99 } }]));
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [newId()]: 0.01 } }]));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 2, used_amount: 10 });
  });

  it('counts what is limited per customer for each of them, and gives it to nobody unknown', async () => {
    const promotion_id = await p.promotion({ usage_limit_per_customer: 2 });
    const [one, other] = [newId(), newId()];
    for (const customer_id of [one, one, other]) {
      await p.once((tx) => p.redeem(tx, [{ promotion_id }], { customer_id }));
    }
    const third = p.once((tx) => p.redeem(tx, [{ promotion_id }], { customer_id: one }));
    expect(await refusal(third)).toMatchObject([{ reason: 'customer_usage_limit', allowed: 2, used: 2 }]);
    const nobody = p.once((tx) => p.redeem(tx, [{ promotion_id }]));
    expect(await refusal(nobody)).toMatchObject([{ reason: 'customer_required' }]);
  });

  it('refuses a promotion or coupon that was deleted since the quote', async () => {
    const kept = await p.promotion();
    const refused = await refusal(
      p.once((tx) => p.redeem(tx, [{ promotion_id: newId() }, { promotion_id: kept, coupon_id: newId() }])),
    );
    expect((refused as { reason: string }[]).map(({ reason }) => reason).sort()).toEqual([
      'coupon_gone',
      'promotion_gone',
    ]);
  });

  it('counts what went before when a promotion gets its first limit', async () => {
    const promotion_id = await p.promotion();
    const coupon_id = await p.coupon(promotion_id);
    for (let turn = 0; turn < 3; turn++) {
      await p.once((tx) => p.redeem(tx, [{ promotion_id, coupon_id, lines: { [newId()]: 2 } }]));
    }
    await query(p.db, `UPDATE promotions SET budget = 7 WHERE id = $1`, [promotion_id]);
    await query(p.db, `UPDATE coupons SET usage_limit = 3 WHERE id = $1`, [coupon_id]);
    expect(await p.counted(promotion_id)).toEqual({ used_count: 3, used_amount: 6 });
    const over = p.once((tx) => p.redeem(tx, [{ promotion_id, coupon_id, lines: { [newId()]: 2 } }]));
    expect(await refusal(over)).toMatchObject([{ reason: 'budget' }, { reason: 'coupon_usage_limit' }]);
  });
});

describe('releasing', () => {
  it('gives everything back when a sale is void, once', async () => {
    const [promotion_id, sale_id] = [await p.promotion({ usage_limit: 1, budget: 5 }), newId()];
    const coupon_id = await p.coupon(promotion_id, { usage_limit: 1 });
    await p.once((tx) => p.redeem(tx, [{ promotion_id, coupon_id, lines: { [newId()]: 4.5 } }], { sale_id }));
    await p.once((tx) => p.release(tx, sale_id, 'all'));
    await p.once((tx) => p.release(tx, sale_id, 'all'));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 0, used_amount: 0 });
    expect(await p.couponUses(coupon_id)).toBe(0);
    expect(await p.booked(promotion_id)).toMatchObject({ entries: 2 });
    await p.once((tx) => p.redeem(tx, [{ promotion_id, coupon_id, lines: { [newId()]: 5 } }]));
    expect(await p.couponUses(coupon_id)).toBe(1);
  });

  it('gives the money back with the goods and the use with the last of them', async () => {
    const [promotion_id, sale_id, a, b] = [await p.promotion({ usage_limit: 9 }), newId(), newId(), newId()];
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [a]: 1, [b]: 0.5 } }], { sale_id }));
    await p.once((tx) => p.release(tx, sale_id, { [a]: [1, 3] }));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 1, used_amount: 1.1667 });
    await p.once((tx) => p.release(tx, sale_id, { [a]: [2, 3] }));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 1, used_amount: 0.8333 });
    await p.once((tx) => p.release(tx, sale_id, { [a]: [3, 3] }));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 1, used_amount: 0.5 });
    await p.once((tx) => p.release(tx, sale_id, { [b]: [1, 1] }));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 0, used_amount: 0 });
  });

  it('gives nothing twice for what is back already, and nothing for lines without a promotion', async () => {
    const [promotion_id, sale_id, a] = [await p.promotion({ budget: 9 }), newId(), newId()];
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [a]: 2, [newId()]: 1 } }], { sale_id }));
    for (let turn = 0; turn < 2; turn++) await p.once((tx) => p.release(tx, sale_id, { [a]: [1, 2] }));
    for (let turn = 0; turn < 2; turn++) await p.once((tx) => p.release(tx, sale_id, { [a]: [2, 2] }));
    await p.once((tx) => p.release(tx, sale_id, { [newId()]: [1, 1] }));
    await p.once((tx) => p.release(tx, newId(), 'all'));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 1, used_amount: 1 });
    expect(await p.booked(promotion_id)).toMatchObject({ entries: 3 });
  });

  it('a use that took nothing off a line comes back when the line does', async () => {
    const [promotion_id, sale_id, a, b] = [await p.promotion({ usage_limit: 1 }), newId(), newId(), newId()];
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [a]: 0, [b]: 0 } }], { sale_id }));
    await p.once((tx) => p.release(tx, sale_id, { [a]: [1, 1] }));
    expect(await p.counted(promotion_id)).toMatchObject({ used_count: 1 });
    await p.once((tx) => p.release(tx, sale_id, { [b]: [2, 2] }));
    expect(await p.counted(promotion_id)).toMatchObject({ used_count: 0 });
  });

  it('a void after returns gives back only what is left', async () => {
    const [promotion_id, sale_id, a] = [await p.promotion({ budget: 9 }), newId(), newId()];
    await p.once((tx) => p.redeem(tx, [{ promotion_id, lines: { [a]: 3 } }], { sale_id }));
    await p.once((tx) => p.release(tx, sale_id, { [a]: [1, 3] }));
    await p.once((tx) => p.release(tx, sale_id, 'all'));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 0, used_amount: 0 });
  });

  it('a cart that was quoted anew returns against its last redemption', async () => {
    const [promotion_id, sale_id, a] = [await p.promotion({ budget: 99 }), newId(), newId()];
    await p.once(async (tx) => {
      await p.redeem(tx, [{ promotion_id, lines: { [a]: 10 } }], { sale_id });
      await p.release(tx, sale_id, 'all');
      await p.redeem(tx, [{ promotion_id, lines: { [a]: 8 } }], { sale_id });
    });
    await p.once((tx) => p.release(tx, sale_id, { [a]: [1, 2] }));
    expect(await p.counted(promotion_id)).toEqual({ used_count: 1, used_amount: 4 });
  });
});

it('tells what a sale still holds', async () => {
  const [promotion_id, other, sale_id] = [
    await p.promotion({ usage_limit: 5 }),
    await p.promotion(),
    newId(),
  ];
  const coupon_id = await p.coupon(promotion_id);
  const [customer_id, line] = [newId(), newId()];
  await p.once((tx) =>
    p.redeem(tx, [{ promotion_id, coupon_id, lines: { [line]: 3, [newId()]: 1 } }, { promotion_id: other }], {
      sale_id,
      customer_id,
    }),
  );
  await p.once((tx) => p.release(tx, sale_id, { [line]: [1, 2] }));
  const held = (await p.ledger.heldBy(p.db, sale_id)).map((use) => ({
    ...use,
    amount: use.amount.toNumber(),
  }));
  expect(held).toHaveLength(2);
  expect(held).toEqual(
    expect.arrayContaining([
      { promotion_id, coupon_id, customer_id, uses: 1, amount: 2.5 },
      { promotion_id: other, coupon_id: null, customer_id, uses: 1, amount: 1 },
    ]),
  );
  await p.once((tx) => p.release(tx, sale_id, 'all'));
  expect(await p.ledger.heldBy(p.db, sale_id)).toEqual([]);
});

describe('the ledger', () => {
  it.each([
    'UPDATE promotion_redemptions SET uses = 0',
    'DELETE FROM promotion_redemptions',
    'TRUNCATE promotion_redemptions CASCADE',
  ])('is append-only: %s', async (text) => {
    await p.once(async (tx) => p.redeem(tx, [{ promotion_id: await p.promotion() }]));
    await expect(p.db.query(text)).rejects.toThrow('append-only');
  });

  it('keeps a promotion that was used from being deleted', async () => {
    const promotion_id = await p.promotion();
    await p.once((tx) => p.redeem(tx, [{ promotion_id }]));
    await expect(p.db.query(`DELETE FROM promotions WHERE id = '${promotion_id}'`)).rejects.toThrow(
      'fk_promotion_redemptions_promotion',
    );
  });
});
