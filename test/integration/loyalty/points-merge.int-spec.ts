import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
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

const merge = (from: string, to: string) =>
  h.run((tx) =>
    query<{ to_tier: string }>(tx, `SELECT * FROM loyalty_merge($1::uuid, $2::uuid, now(), $3::date)`, [
      from,
      to,
      TODAY,
    ]),
  );

const earn = (m: Membership, sale: TestSale) =>
  h.run((tx) =>
    h.ledger.earn(tx, {
      ...move(sale.sale_id),
      customer_id: m.customer_id,
      lines: sale.lines,
      paid_with_points: d(0),
    }),
  );

const redeem = (m: Membership, sale: TestSale, amount: number) =>
  h.run((tx) =>
    h.ledger.redeem(tx, { ...move(sale.sale_id), customer_id: m.customer_id, amount: d(amount) }),
  );

const undo = (sale: TestSale, as_points = 0) =>
  h.run((tx) =>
    h.ledger.reverse(tx, {
      ...move(sale.sale_id),
      document_id: newId(),
      kind: 'void',
      lines: 'all',
      refunded_amount: d(0),
      refunded_as_points: d(as_points),
    }),
  );

async function lots({ member_id }: Membership): Promise<[number, string | null][]> {
  const rows = await query<{ remaining: string; expires_on: string | null }>(
    h.dataSource,
    `SELECT remaining, expires_on::text AS expires_on FROM loyalty_lots WHERE member_id = $1::uuid AND remaining > 0
     ORDER BY expires_on NULLS LAST, remaining DESC`,
    [member_id],
  );
  return rows.map(({ remaining, expires_on }) => [Number(remaining), expires_on]);
}

const balances = async (...members: Membership[]) =>
  Promise.all(members.map(({ member_id }) => balanceOf(h.dataSource, member_id)));

it('moves a membership that the other customer has not', async () => {
  const m = await h.member({ points: 50 });
  const other = await h.customer();
  await merge(m.customer_id, other);
  const [row] = await query(
    h.dataSource,
    `SELECT customer_id, status FROM loyalty_members WHERE id = $1::uuid`,
    [m.member_id],
  );
  expect(row).toEqual({ customer_id: other, status: 'active' });
  expect(
    await query(h.dataSource, `SELECT 1 FROM loyalty_members WHERE customer_id = $1::uuid`, [m.customer_id]),
  ).toEqual([]);
  expect(await redeem({ ...m, customer_id: other }, await h.sale([1]), 0.5)).toEqual({
    points: 50,
    balance: 0,
  });
});

it('moves points with their expiry, the card, and what makes the tier', async () => {
  const program_id = await h.program({
    expiry_months: 12,
    tiers: [
      ['bronze', 0, 1],
      ['silver', 100, 1],
    ],
  });
  const [from, to] = [await h.member({ program_id }), await h.member({ program_id })];
  await query(h.dataSource, `UPDATE loyalty_members SET card_number = 'MOVED' WHERE id = $1::uuid`, [
    from.member_id,
  ]);
  await h.adjust(from.member_id, 30, '2026-01-15');
  await h.adjust(to.member_id, 20, '2026-03-15');
  await earn(from, await h.sale([60]));
  await earn(to, await h.sale([60]));
  const changes = await merge(from.customer_id, to.customer_id);
  expect(changes.map(({ to_tier }) => to_tier)).toEqual(['silver']);
  expect(await balances(from, to)).toEqual([0, 170]);
  expect(await lots(to)).toEqual([
    [30, '2027-01-15'],
    [20, '2027-03-15'],
    [60, '2027-11-20'],
    [60, '2027-11-20'],
  ]);
  const [row] = await query(
    h.dataSource,
    `SELECT card_number, tier_points FROM loyalty_members WHERE id = $1::uuid`,
    [to.member_id],
  );
  expect(row).toEqual({ card_number: 'MOVED', tier_points: '120' });
  expect((await entriesOf(h.dataSource, from.member_id)).at(-1)).toMatchObject({
    kind: 'transfer',
    points: -90,
  });
  expect((await entriesOf(h.dataSource, to.member_id)).at(-1)).toMatchObject({
    kind: 'transfer',
    points: 90,
    balance_after: 170,
  });
});

it('takes back and gives back where the points are now, also after two merges', async () => {
  const [first, second, third] = [
    await h.member({ points: 100 }),
    await h.member(),
    await h.member({ points: 5 }),
  ];
  const [earned, paid] = [await h.sale([40]), await h.sale([1])];
  await earn(first, earned);
  await redeem(first, paid, 1);
  await merge(first.customer_id, second.customer_id);
  await merge(second.customer_id, third.customer_id);
  expect(await balances(first, second, third)).toEqual([0, 0, 45]);
  await undo(earned);
  expect(await balances(third)).toEqual([5]);
  await undo(paid, 1);
  expect(await balances(first, second, third)).toEqual([0, 0, 105]);
  expect(await lots(third)).toEqual([
    [100, null],
    [5, null],
  ]);
  expect(await h.ledger.summary(h.dataSource, earned.sale_id)).toEqual({
    earned: 0,
    redeemed: 0,
    balance: 105,
  });
});

it.each([
  ['what one owed with what the other had', true],
  ['what the other owed with what one had', false],
])('pays %s', async (_, isFromOwing) => {
  const owing = await h.member();
  const sale = await h.sale([50]);
  await earn(owing, sale);
  await redeem(owing, await h.sale([1]), 0.5);
  await undo(sale);
  const rich = await h.member({ points: 80 });
  const [from, to] = isFromOwing ? [owing, rich] : [rich, owing];
  await merge(from.customer_id, to.customer_id);
  expect(await balances(from, to)).toEqual([0, 30]);
  expect(await lots(to)).toEqual([[30, null]]);
});

it('loses and mints nothing when a customer is merged while sales are undone and points are given', async () => {
  for (let round = 0; round < 10; round++) {
    const [from, to] = [await h.member({ points: 10 }), await h.member({ points: 5 })];
    const sales = [await h.sale([20]), await h.sale([30]), await h.sale([40])];
    for (const sale of sales) await earn(from, sale);
    await Promise.all([
      undo(sales[0]!),
      merge(from.customer_id, to.customer_id),
      undo(sales[1]!),
      h.run((tx) =>
        h.points.post(tx, {
          member_id: from.member_id,
          kind: 'adjust',
          points: 7,
          reason: 'x',
          actor_id: null,
        }),
      ),
    ]);
    expect(await balances(from, to)).toEqual([0, 10 + 5 + 40 + 7]);
  }
});
