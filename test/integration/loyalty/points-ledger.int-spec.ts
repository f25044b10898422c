import { query } from '../../../src/common/database/statement.js';
import { newId } from '../../../src/common/database/new-id.js';
import type { Decimal } from '../../../src/common/money/decimal.js';
import {
  LoyaltyRefused,
  PointsRefundExceedsRedeemed,
  TIER_CHANGED,
  type TierChanged,
} from '../../../src/loyalty/index.js';
import {
  balanceOf,
  d,
  entriesOf,
  move,
  openPoints,
  pointsFaults,
  TODAY,
  type Membership,
  type PointsHarness,
  type TestSale,
} from './points-harness.js';

let h: PointsHarness;
beforeAll(async () => {
  h = await openPoints();
});
afterEach(async () => {
  expect(await pointsFaults(h.dataSource)).toEqual([]);
});
afterAll(() => h.close());

const earn = (m: Membership, sale: TestSale, paid: number | string = 0, day = TODAY) =>
  h.run((tx) =>
    h.ledger.earn(tx, {
      ...move(sale.sale_id, day),
      customer_id: m.customer_id,
      lines: sale.lines,
      paid_with_points: d(paid),
    }),
  );

const redeem = (m: Membership, sale: TestSale, amount: number | string, day = TODAY) =>
  h.run((tx) =>
    h.ledger.redeem(tx, { ...move(sale.sale_id, day), customer_id: m.customer_id, amount: d(amount) }),
  );

interface Back {
  /** line index → [returned so far, sold] */
  lines?: Record<number, [number, number]> | 'all';
  refunded?: number | string;
  as_points?: number | string;
  day?: string;
}

/** What points paid of a sale and still hold. */
async function heldAsPoints({ sale_id }: TestSale): Promise<string> {
  const [row] = await query<{ amount: string }>(
    h.dataSource,
    `SELECT coalesce(sum(CASE kind WHEN 'redeem' THEN amount WHEN 'redeem_reversal' THEN -amount END), 0) AS amount
     FROM loyalty_entries WHERE sale_id = $1::uuid`,
    [sale_id],
  );
  return row!.amount;
}

const reverse = async (sale: TestSale, { lines = {}, refunded = 0, as_points, day = TODAY }: Back) => {
  const points = as_points ?? (lines === 'all' ? await heldAsPoints(sale) : 0);
  return h.run((tx) =>
    h.ledger.reverse(tx, {
      ...move(sale.sale_id, day),
      document_id: newId(),
      kind: lines === 'all' ? 'void' : 'return',
      lines:
        lines === 'all'
          ? 'all'
          : Object.entries(lines).map(([index, [returned, sold]]) => ({
              sale_item_id: sale.lines[Number(index)]!.sale_item_id,
              returned: d(returned),
              sold: d(sold),
            })),
      refunded_amount: d(refunded),
      refunded_as_points: d(points),
    }),
  );
};

const balance = (m: Membership) => balanceOf(h.dataSource, m.member_id);

async function refusal(work: Promise<unknown>): Promise<{ code: string; details: object }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LoyaltyRefused);
  const { code, details } = error as LoyaltyRefused;
  return { code, details };
}

async function tierOf({ member_id }: Membership): Promise<string | null> {
  const [row] = await query<{ tier_code: string | null }>(
    h.dataSource,
    `SELECT tier_code FROM loyalty_members WHERE id = $1::uuid`,
    [member_id],
  );
  return row!.tier_code;
}

async function lots({ member_id }: Membership): Promise<[remaining: number, expires_on: string | null][]> {
  const rows = await query<{ remaining: string; expires_on: string | null }>(
    h.dataSource,
    `SELECT remaining, expires_on::text AS expires_on FROM loyalty_lots WHERE member_id = $1::uuid AND remaining > 0
     ORDER BY expires_on NULLS LAST, id`,
    [member_id],
  );
  return rows.map(({ remaining, expires_on }) => [Number(remaining), expires_on]);
}

const setDay = (lot_expiry: string, { member_id }: Membership) =>
  query(h.dataSource, `UPDATE loyalty_lots SET expires_on = $1::date WHERE member_id = $2::uuid`, [
    lot_expiry,
    member_id,
  ]);

describe('earning', () => {
  it('rounds the sum down once and spreads it over the lines', async () => {
    const m = await h.member();
    const sale = await h.sale(['1.60', '1.60', '0.70']);
    // 3.90 → 3 points; remainders .6 .6 .7: the third line and the first get the odd ones.
    expect(await earn(m, sale)).toEqual({ points: 3, balance: 3 });
    const [a, , c] = sale.lines.map((line) => line.sale_item_id);
    expect(await entriesOf(h.dataSource, m.member_id)).toEqual([
      { kind: 'earn', points: 1, balance_after: 1, sale_item_id: a },
      { kind: 'earn', points: 1, balance_after: 2, sale_item_id: sale.lines[1]!.sale_item_id },
      { kind: 'earn', points: 1, balance_after: 3, sale_item_id: c },
    ]);
  });

  it('gives nothing to a stranger, and no entry for what earns nothing', async () => {
    const stranger = { customer_id: await h.customer(), member_id: '', program_id: '' };
    expect(await earn(stranger, await h.sale([10]))).toBeNull();
    const m = await h.member();
    expect(await earn(m, await h.sale(['0.99']))).toEqual({ points: 0, balance: 0 });
    expect(await earn(m, await h.sale([]))).toEqual({ points: 0, balance: 0 });
    expect(await entriesOf(h.dataSource, m.member_id)).toEqual([]);
  });

  it('gives nothing for what points paid', async () => {
    const m = await h.member({ points: 10_000 });
    const half = await h.sale([6, 4]);
    await redeem(m, half, 5);
    expect(await earn(m, half, 5)).toEqual({ points: 5, balance: 10_000 - 500 + 5 });
    const whole = await h.sale([6, 4]);
    await redeem(m, whole, 10);
    expect(await earn(m, whole, 10)).toMatchObject({ points: 0 });
  });

  it('asks the product first, then the nearest category, then the brand', async () => {
    const program_id = await h.program({ points_per_unit: 2 });
    const m = await h.member({ program_id });
    const sale = await h.sale([10, 10, 10, 10, 10]);
    const [far, near, brand] = [newId(), newId(), newId()];
    await query(h.dataSource, `INSERT INTO categories (id, name) VALUES ($1::uuid, 'Far')`, [far]);
    await query(
      h.dataSource,
      `INSERT INTO categories (id, name, parent_id) VALUES ($1::uuid, 'Near', $2::uuid)`,
      [near, far],
    );
    await query(h.dataSource, `INSERT INTO brands (id, name) VALUES ($1::uuid, 'Brand')`, [brand]);
    const rule = (column: string, id: string, rate: 'points_per_unit' | 'multiplier', value: number) =>
      query(
        h.dataSource,
        `INSERT INTO loyalty_earn_rules (id, program_id, ${column}, ${rate}) VALUES (uuidv7(), $1::uuid, $2::uuid, $3::numeric)`,
        [program_id, id, value],
      );
    await rule('product_id', sale.lines[0]!.product_id, 'points_per_unit', 0);
    await rule('category_id', far, 'multiplier', 3);
    await rule('category_id', near, 'points_per_unit', 5);
    await rule('brand_id', brand, 'points_per_unit', 7);
    const path = [near, far];
    Object.assign(sale.lines[0]!, { category_path: path, brand_id: brand }); // excluded
    Object.assign(sale.lines[1]!, { category_path: path, brand_id: brand }); // 5 per unit
    Object.assign(sale.lines[2]!, { category_path: [far], brand_id: brand }); // 3 × 2 per unit
    Object.assign(sale.lines[3]!, { brand_id: brand }); // 7 per unit
    expect(await earn(m, sale)).toMatchObject({ points: 50 + 60 + 70 + 20 });
    const points = (await entriesOf(h.dataSource, m.member_id)).map((entry) => entry.points);
    expect(points).toEqual([50, 60, 70, 20]);
  });

  it('multiplies by the tier the member had, and lets them rise', async () => {
    const program_id = await h.program({
      tiers: [
        ['bronze', 0, 1],
        ['silver', 100, 1.5],
        ['gold', 250, 2],
      ],
    });
    const m = await h.member({ program_id });
    expect(await tierOf(m)).toBe('bronze');
    expect(await earn(m, await h.sale([100]))).toMatchObject({ points: 100 });
    expect(await tierOf(m)).toBe('silver');
    const second = await h.sale([101]);
    expect(await earn(m, second)).toMatchObject({ points: 151 });
    expect(await tierOf(m)).toBe('gold');
    // Returning what made them rise makes them fall again.
    await reverse(second, { lines: { 0: [1, 1] }, refunded: 101 });
    expect(await tierOf(m)).toBe('silver');
    const changes = await query(
      h.dataSource,
      `SELECT from_tier, to_tier, reason FROM loyalty_tier_changes WHERE member_id = $1::uuid ORDER BY id`,
      [m.member_id],
    );
    expect(changes).toEqual([
      { from_tier: 'bronze', to_tier: 'silver', reason: 'earn' },
      { from_tier: 'silver', to_tier: 'gold', reason: 'earn' },
      { from_tier: 'gold', to_tier: 'silver', reason: 'reversal' },
    ]);
  });

  it('tells of a change of tier, and of nothing else', async () => {
    const seen: TierChanged[] = [];
    h.events.observe<TierChanged>(TIER_CHANGED, (event) => seen.push(event));
    const m = await h.member();
    const sale = await h.sale([1200]);
    await earn(m, sale);
    await earn(m, await h.sale([10]));
    await reverse(sale, { lines: { 0: [1, 1] }, refunded: 1200 });
    const who = { customer_id: m.customer_id, member_id: m.member_id, program_id: m.program_id };
    expect(seen.filter(({ member_id }) => member_id === m.member_id)).toEqual([
      { type: TIER_CHANGED, ...who, from_tier: 'bronze', to_tier: 'silver', tier_points: 1200 },
      { type: TIER_CHANGED, ...who, from_tier: 'silver', to_tier: 'bronze', tier_points: 12 },
    ]);
  });

  it('counts in every active membership, and in no other', async () => {
    const m = await h.member();
    const double = await h.program({ points_per_unit: 2 });
    await h.member({ program_id: double, customer_id: m.customer_id });
    const closed = await h.program();
    await h.member({ program_id: closed, customer_id: m.customer_id });
    await query(h.dataSource, `UPDATE loyalty_programs SET is_active = false WHERE id = $1::uuid`, [closed]);
    const sale = await h.sale([10]);
    expect(await earn(m, sale)).toEqual({ points: 30, balance: 30 });
    await reverse(sale, { lines: 'all' });
    expect(await balance(m)).toBe(0);
  });

  it('refuses to earn for the same line twice', async () => {
    const m = await h.member();
    const sale = await h.sale([10]);
    await earn(m, sale);
    await expect(earn(m, sale)).rejects.toThrow('uq_loyalty_entries_earn');
    expect(await balance(m)).toBe(10);
  });
});

describe('redeeming', () => {
  it('takes as many points as are worth at least the amount', async () => {
    const program_id = await h.program({ redemption_value: 0.03 });
    const m = await h.member({ program_id, points: 1000 });
    expect(await redeem(m, await h.sale([5]), 5)).toEqual({ points: 167, balance: 833 });
    expect(await redeem(m, await h.sale([3]), 3)).toEqual({ points: 100, balance: 733 });
  });

  it('says what is missing', async () => {
    const program_id = await h.program({ min_redemption_points: 200 });
    const m = await h.member({ program_id, points: 300 });
    const sale = await h.sale([10]);
    expect(await refusal(redeem(m, sale, 5))).toEqual({
      code: 'INSUFFICIENT_POINTS',
      details: { balance: 300, needed: 500 },
    });
    expect(await refusal(redeem(m, sale, '1.99'))).toEqual({
      code: 'BELOW_MINIMUM_REDEMPTION',
      details: { minimum: 200, needed: 199 },
    });
    const stranger = { customer_id: await h.customer(), member_id: '', program_id: '' };
    expect((await refusal(redeem(stranger, sale, 1))).code).toBe('NOT_A_MEMBER');
    const free = await h.member({ program_id: await h.program({ redemption_value: 0 }), points: 300 });
    expect((await refusal(redeem(free, sale, 1))).code).toBe('POINTS_NOT_REDEEMABLE');
    expect(await balance(m)).toBe(300);
  });

  it('takes what expires first, and never what has expired', async () => {
    const program_id = await h.program({ expiry_months: 12 });
    const m = await h.member({ program_id });
    await h.adjust(m.member_id, 100, '2025-12-01');
    await h.adjust(m.member_id, 100, '2025-11-25');
    await h.adjust(m.member_id, 100, '2025-11-19');
    expect((await refusal(redeem(m, await h.sale([3]), 3))).details).toEqual({ balance: 200, needed: 300 });
    await redeem(m, await h.sale([1]), '1.50');
    expect(await lots(m)).toEqual([[50, '2026-12-01']]);
    expect((await entriesOf(h.dataSource, m.member_id)).map(({ kind, points }) => [kind, points])).toEqual([
      ['adjust', 100],
      ['adjust', 100],
      ['adjust', 100],
      ['expire', -100],
      ['redeem', -150],
    ]);
  });

  it('uses the membership that can pay', async () => {
    const first = await h.member({ points: 10 });
    const other = await h.member({
      program_id: await h.program({ redemption_value: 1 }),
      customer_id: first.customer_id,
      points: 10,
    });
    await redeem(first, await h.sale([5]), 5);
    expect([await balance(first), await balance(other)]).toEqual([10, 5]);
  });
});

describe('taking back', () => {
  it.each([
    ['one by one', [1, 2, 3, 4, 5, 6, 7]],
    ['in two goes', [3, 7]],
    ['at once', [7]],
  ])('takes back exactly what was earned, %s', async (_, steps) => {
    const m = await h.member();
    const sale = await h.sale(['9.99', 5]);
    expect(await earn(m, sale)).toMatchObject({ points: 14 });
    let before = 0;
    for (const returned of steps) {
      const refunded = d('9.99').times(returned).div(7).toDecimalPlaces(2).minus(before);
      await reverse(sale, { lines: { 0: [returned, 7] }, refunded: refunded.toFixed() });
      before = refunded.plus(before).toNumber();
    }
    expect(await balance(m)).toBe(5);
    await reverse(sale, { lines: 'all' });
    expect(await balance(m)).toBe(0);
    await reverse(sale, { lines: 'all' });
    expect(await balance(m)).toBe(0);
  });

  it('lets the balance fall below zero, and later points pay that first', async () => {
    const m = await h.member();
    const first = await h.sale([100]);
    await earn(m, first);
    await redeem(m, await h.sale([1]), '0.80');
    await reverse(first, { lines: { 0: [1, 1] }, refunded: 100 });
    expect(await balance(m)).toBe(-80);
    expect((await refusal(redeem(m, await h.sale([1]), '0.01'))).details).toEqual({
      balance: -80,
      needed: 1,
    });
    await earn(m, await h.sale([50]));
    expect([await balance(m), await lots(m)]).toEqual([-30, []]);
    await earn(m, await h.sale([50]));
    expect([await balance(m), await lots(m)]).toEqual([20, [[20, null]]]);
  });

  it('takes points back for money that is given back without goods', async () => {
    const m = await h.member();
    const sale = await h.sale([60, 40]);
    await earn(m, sale);
    await reverse(sale, { refunded: 25 });
    expect(await balance(m)).toBe(75);
    await reverse(sale, { refunded: 75 });
    expect(await balance(m)).toBe(0);
  });

  it('mints nothing when goods go back for money and the points stay spent', async () => {
    const m = await h.member({ points: 1000 });
    const sale = await h.sale([10, 10]);
    await redeem(m, sale, 10);
    await earn(m, sale, 10);
    expect(await balance(m)).toBe(10);
    // The line that stays is paid with points alone now: it has earned nothing.
    await reverse(sale, { lines: { 0: [1, 1] }, refunded: 10 });
    expect(await balance(m)).toBe(0);
    await reverse(sale, { lines: { 1: [1, 1] }, refunded: 10, as_points: 10 });
    expect(await balance(m)).toBe(1000);
  });

  it('does not take back twice what expired meanwhile', async () => {
    const program_id = await h.program({ expiry_months: 12 });
    const m = await h.member({ program_id });
    const sale = await h.sale([10]);
    await earn(m, sale, 0, '2025-11-01');
    await redeem(m, await h.sale([1]), '0.06', '2025-11-02');
    await query(h.dataSource, `SELECT loyalty_expire_due('2026-11-20', 10, now())`);
    expect(await balance(m)).toBe(0);
    await reverse(sale, { lines: { 0: [1, 1] }, refunded: 10 });
    expect(await balance(m)).toBe(-6);
    expect((await entriesOf(h.dataSource, m.member_id)).map(({ kind, points }) => [kind, points])).toEqual([
      ['earn', 10],
      ['redeem', -6],
      ['expire', -4],
      ['expire', 4],
      ['earn_reversal', -10],
    ]);
  });
});

describe('giving back', () => {
  const splits: [string, string[]][] = [
    ['cent by cent', ['0.01', '0.02', '3.33', '1.64']],
    ['at once', ['5']],
  ];
  it.each(splits)('gives back exactly what was redeemed, %s', async (_, parts) => {
    const m = await h.member({ program_id: await h.program({ redemption_value: 0.03 }), points: 167 });
    const sale = await h.sale([5]);
    await redeem(m, sale, 5);
    const back: Decimal[] = [];
    for (const part of parts) {
      await reverse(sale, { refunded: part, as_points: part });
      back.push(d(await balance(m)));
    }
    expect(back.at(-1)!.toNumber()).toBe(167);
    await expect(reverse(sale, { refunded: '0.01', as_points: '0.01' })).rejects.toThrow(
      PointsRefundExceedsRedeemed,
    );
  });

  it('gives back to the lots the points came from, the last taken first', async () => {
    const program_id = await h.program({ expiry_months: 12 });
    const m = await h.member({ program_id });
    await h.adjust(m.member_id, 100, '2025-12-01');
    await h.adjust(m.member_id, 100, '2026-01-01');
    const sale = await h.sale([2]);
    await redeem(m, sale, '1.50');
    await reverse(sale, { refunded: '0.80', as_points: '0.80' });
    expect(await lots(m)).toEqual([
      [30, '2026-12-01'],
      [100, '2027-01-01'],
    ]);
    await reverse(sale, { lines: 'all' });
    expect(await lots(m)).toEqual([
      [100, '2026-12-01'],
      [100, '2027-01-01'],
    ]);
  });

  it('gives points that expired meanwhile 30 days of grace, once', async () => {
    const program_id = await h.program({ expiry_months: 12 });
    const m = await h.member({ program_id });
    await h.adjust(m.member_id, 100, '2026-11-01');
    await h.adjust(m.member_id, 50, '2027-11-01');
    const sale = await h.sale([2]);
    await redeem(m, sale, '1.20', '2026-11-20');
    await reverse(sale, { refunded: '1.20', as_points: '1.20', day: '2027-12-01' });
    expect(await lots(m)).toEqual([
      [100, '2027-12-31'],
      [50, '2028-11-01'],
    ]);
    const again = await h.sale([2]);
    await redeem(m, again, 1, '2027-12-31');
    await reverse(again, { refunded: 1, as_points: 1, day: '2028-02-01' });
    expect(await lots(m)).toEqual([
      [100, '2027-12-31'],
      [50, '2028-11-01'],
    ]);
    await query(h.dataSource, `SELECT loyalty_expire_due('2028-02-02', 10, now())`);
    expect(await lots(m)).toEqual([[50, '2028-11-01']]);
  });

  it('gives nothing back to whoever took cash for the points', async () => {
    const m = await h.member({ points: 100 });
    const sale = await h.sale([1]);
    await redeem(m, sale, 1);
    await reverse(sale, { lines: 'all', refunded: 1, as_points: 0 });
    expect(await balance(m)).toBe(0);
  });

  it('pays what is owed first', async () => {
    const m = await h.member();
    const earned = await h.sale([100]);
    await earn(m, earned);
    const paid = await h.sale([1]);
    await redeem(m, paid, 1);
    await reverse(earned, { lines: 'all' });
    expect(await balance(m)).toBe(-100);
    await reverse(paid, { refunded: '0.40', as_points: '0.40' });
    expect([await balance(m), await lots(m)]).toEqual([-60, []]);
    await reverse(paid, { lines: 'all' });
    expect([await balance(m), await lots(m)]).toEqual([0, []]);
  });
});

it('expires what is past its last day, once', async () => {
  const program_id = await h.program({ expiry_months: 1 });
  const m = await h.member({ program_id });
  await h.adjust(m.member_id, 70, '2026-10-20');
  await setDay('2026-11-20', m);
  const expire = (day: string) =>
    query(h.dataSource, `SELECT loyalty_expire_due($1::date, 100, now())`, [day]);
  await expire('2026-11-20');
  expect(await balance(m)).toBe(70);
  await expire('2026-11-21');
  await expire('2026-11-21');
  expect(await balance(m)).toBe(0);
  expect((await entriesOf(h.dataSource, m.member_id)).filter(({ kind }) => kind === 'expire')).toHaveLength(
    1,
  );
});

it('lets tills that come at once spend no point twice', async () => {
  const m = await h.member({ points: 300 });
  const sale = await h.sale([20]);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => redeem(m, sale, 1)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  for (const attempt of tries) {
    if (attempt.status === 'rejected') expect(attempt.reason).toBeInstanceOf(LoyaltyRefused);
  }
  expect([await balance(m), await lots(m)]).toEqual([0, []]);
});

it('loses nothing when a member earns, pays and returns at many tills at once', async () => {
  const m = await h.member({ points: 1000 });
  const sales = await Promise.all(Array.from({ length: 12 }, () => h.sale([10])));
  await Promise.all(
    sales.map(async (sale, index) => {
      if (index % 3 === 0) await redeem(m, sale, 1);
      await earn(m, sale, index % 3 === 0 ? 1 : 0);
      if (index % 2 === 0) await reverse(sale, { lines: 'all' });
    }),
  );
  // Sales 0, 6 are undone wholly, 3 and 9 paid 100 points each; 1 5 7 11 earned 10, 3 and 9 earned 9.
  expect(await balance(m)).toBe(1000 - 200 + 40 + 18);
});

it('is closed against change, and against balances below zero by anything but a return', async () => {
  const m = await h.member({ points: 10 });
  await expect(
    query(h.dataSource, `UPDATE loyalty_entries SET points = 20 WHERE member_id = $1::uuid`, [m.member_id]),
  ).rejects.toThrow();
  await expect(query(h.dataSource, `DELETE FROM loyalty_draws`)).rejects.toThrow();
  await expect(
    query(
      h.dataSource,
      `INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, occurred_at, business_date)
       VALUES (uuidv7(), $1::uuid, 'adjust', -11, -1, now(), now())`,
      [m.member_id],
    ),
  ).rejects.toThrow('ck_loyalty_entries_balance');
});
