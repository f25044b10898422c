import fc from 'fast-check';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { Decimal, sum } from '../../../src/common/money/decimal.js';
import { LoyaltyRefused } from '../../../src/loyalty/index.js';
import {
  balanceOf,
  d,
  move,
  openPoints,
  pointsFaults,
  type Membership,
  type PointsHarness,
  type TestSale,
} from './points-harness.js';

let h: PointsHarness;
beforeAll(async () => {
  h = await openPoints();
});
afterAll(() => h.close());

const VALUE = d('0.05');
const RATE = d('1.5');
const START = 400;
const UNITS = 3;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      cents: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }),
      percent: fc.constantFrom(0, 0, 40, 100),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      sale: fc.nat(),
      line: fc.nat(),
      as_points: fc.integer({ min: 0, max: 100 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('allow' as const),
      sale: fc.nat(),
      cents: fc.integer({ min: 1, max: 400 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void' as const), sale: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A sale as a till sees it, in cents. */
interface Bought extends TestSale {
  line_cents: number[];
  returned: number[];
  refunded: number[];
  money: number;
  points: number;
}

function dayAfter(days: number): string {
  return new Date(Date.UTC(2026, 10, 20) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What the ledger holds of a sale: points it earned and was paid with, less what went back. */
async function heldOf({ sale_id }: TestSale): Promise<{ earned: number; redeemed: number }> {
  const [row] = await query<{ earned: string; redeemed: string }>(
    h.dataSource,
    `SELECT coalesce(sum(points) FILTER (WHERE kind IN ('earn', 'earn_reversal')), 0) AS earned,
       -coalesce(sum(points) FILTER (WHERE kind IN ('redeem', 'redeem_reversal')), 0) AS redeemed
     FROM loyalty_entries WHERE sale_id = $1::uuid`,
    [sale_id],
  );
  return { earned: Number(row!.earned), redeemed: Number(row!.redeemed) };
}

/** Buys, returns, voids and waits with one member, and checks after every step that no sale holds too many points. */
class Shopper {
  readonly sales: Bought[] = [];
  private days = 0;

  constructor(private readonly member: Membership) {}

  private get move() {
    return dayAfter(this.days);
  }

  async play(s: Step): Promise<void> {
    switch (s.do) {
      case 'buy':
        return this.buy(s.cents, s.percent);
      case 'return':
        return this.on(s.sale, (sale) => this.giveBack(sale, s.line % sale.lines.length, s.as_points));
      case 'allow':
        return this.on(s.sale, (sale) => this.refund(sale, [], Math.min(s.cents, sale.money), 0));
      case 'void':
        return this.on(s.sale, (sale) => this.void(sale));
      case 'wait':
        this.days += s.days;
        await query(h.dataSource, `SELECT loyalty_expire_due($1::date, 1000, now())`, [this.move]);
    }
  }

  async undoAll(): Promise<void> {
    for (const sale of this.sales) await this.void(sale);
  }

  private async on(index: number, act: (sale: Bought) => Promise<void>): Promise<void> {
    const sale = this.sales[index % Math.max(1, this.sales.length)];
    if (sale !== undefined) await act(sale);
  }

  private async buy(cents: number[], percent: number): Promise<void> {
    const total = cents.reduce((all, each) => all + each, 0);
    const stored = await h.sale(cents.map((each) => d(each).div(100).toFixed()));
    const paid = await this.pay(stored, Math.floor((total * percent) / 100));
    const before = await balanceOf(h.dataSource, this.member.member_id);
    const answer = await h.run((tx) =>
      h.ledger.earn(tx, {
        ...move(stored.sale_id, this.move),
        customer_id: this.member.customer_id,
        lines: stored.lines,
        paid_with_points: d(paid).div(100),
      }),
    );
    const points = RATE.times(total - paid)
      .div(100)
      .floor()
      .toNumber();
    expect(answer).toEqual({ points, balance: before + points });
    this.sales.push({
      ...stored,
      line_cents: cents,
      returned: cents.map(() => 0),
      refunded: cents.map(() => 0),
      money: total - paid,
      points: paid,
    });
  }

  /** What points can pay of it; a refusal is part of the game. */
  private async pay(sale: TestSale, cents: number): Promise<number> {
    if (cents === 0) return 0;
    const wish = { ...move(sale.sale_id, this.move), customer_id: this.member.customer_id };
    try {
      const { points } = await h.run((tx) => h.ledger.redeem(tx, { ...wish, amount: d(cents).div(100) }));
      expect(points).toBe(d(cents).div(100).div(VALUE).ceil().toNumber());
      return cents;
    } catch (error) {
      if (error instanceof LoyaltyRefused) return 0;
      throw error;
    }
  }

  /** One more unit of a line, refunded in part as points. */
  private async giveBack(sale: Bought, line: number, share: number): Promise<void> {
    if (sale.returned[line] === UNITS) return;
    sale.returned[line]! += 1;
    const due = Math.round((sale.line_cents[line]! * sale.returned[line]!) / UNITS) - sale.refunded[line]!;
    sale.refunded[line]! += due;
    const cents = Math.min(due, sale.money + sale.points);
    const most = Math.min(cents, sale.points);
    const as_points = Math.max(cents - sale.money, Math.floor((most * share) / 100));
    await this.refund(sale, [line], cents - as_points, as_points);
  }

  private async refund(sale: Bought, lines: number[], cents: number, as_points: number): Promise<void> {
    await h.run((tx) =>
      h.ledger.reverse(tx, {
        ...move(sale.sale_id, this.move),
        document_id: newId(),
        kind: 'return',
        lines: lines.map((line) => ({
          sale_item_id: sale.lines[line]!.sale_item_id,
          returned: d(sale.returned[line]!),
          sold: d(UNITS),
        })),
        refunded_amount: d(cents + as_points).div(100),
        refunded_as_points: d(as_points).div(100),
      }),
    );
    sale.money -= cents;
    sale.points -= as_points;
    const held = await heldOf(sale);
    // Refunds are rounded to cents, half of one a line.
    const deserved = RATE.times(Math.max(0, sale.money + sale.lines.length / 2)).div(100);
    expect(held.earned).toBeLessThanOrEqual(deserved.toNumber());
    expect(held.redeemed).toBeGreaterThanOrEqual(d(sale.points).div(100).div(VALUE).toNumber());
  }

  private async void(sale: Bought): Promise<void> {
    const document = { document_id: newId(), kind: 'void' as const, lines: 'all' as const };
    const money = {
      refunded_amount: d(sale.money + sale.points).div(100),
      refunded_as_points: d(sale.points).div(100),
    };
    await h.run((tx) => h.ledger.reverse(tx, { ...move(sale.sale_id, this.move), ...document, ...money }));
    Object.assign(sale, { money: 0, points: 0, returned: sale.returned.map(() => UNITS) });
    expect(await heldOf(sale)).toEqual({ earned: 0, redeemed: 0 });
  }
}

async function newShopper(expiry_months: number | null): Promise<{ member: Membership; shopper: Shopper }> {
  const program_id = await h.program({
    points_per_unit: RATE.toNumber(),
    redemption_value: VALUE.toNumber(),
    expiry_months,
  });
  const member = await h.member({ program_id, points: START });
  return { member, shopper: new Shopper(member) };
}

const steps = fc.array(step, { minLength: 3, maxLength: 15 });
const runs = { numRuns: 100, endOnFailure: true };

test('whoever buys, pays with points and returns, however often and in whatever order, ends with what they had', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      const { member, shopper } = await newShopper(null);
      for (const s of played) await shopper.play(s);
      await shopper.undoAll();
      expect(await balanceOf(h.dataSource, member.member_id)).toBe(START);
      expect(await pointsFaults(h.dataSource)).toEqual([]);
    }),
    runs,
  );
});

test('nor does anybody gain a point where points expire', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      const { member, shopper } = await newShopper(1);
      for (const s of played) await shopper.play(s);
      await shopper.undoAll();
      const [{ expired }] = (await query<{ expired: string }>(
        h.dataSource,
        `SELECT coalesce(sum(points), 0) AS expired FROM loyalty_entries WHERE kind = 'expire' AND member_id = $1::uuid`,
        [member.member_id],
      )) as [{ expired: string }];
      expect(Number(expired)).toBeLessThanOrEqual(0);
      expect(await balanceOf(h.dataSource, member.member_id)).toBe(START + Number(expired));
      expect(await pointsFaults(h.dataSource)).toEqual([]);
    }),
    runs,
  );
});

test('lines have whole points that sum to the whole, each less than one from what it earned', async () => {
  const cents = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(cents, fc.integer({ min: 0, max: 100 }), async (lines, percent) => {
      const program_id = await h.program({ points_per_unit: 0.7, tiers: [['bronze', 0, 1.3]] });
      const member = await h.member({ program_id });
      const sale = await h.sale(lines.map((each) => d(each).div(100).toFixed()));
      const amounts = lines.map((each) => d(each).div(100));
      const paid = sum(amounts).times(percent).div(100).toDecimalPlaces(2, Decimal.ROUND_DOWN);
      await h.run((tx) =>
        h.ledger.earn(tx, {
          ...move(sale.sale_id),
          customer_id: member.customer_id,
          lines: sale.lines,
          paid_with_points: paid,
        }),
      );
      const rows = await query<{ sale_item_id: string; points: string; amount: string }>(
        h.dataSource,
        `SELECT sale_item_id, points, amount FROM loyalty_entries WHERE sale_id = $1::uuid`,
        [sale.sale_id],
      );
      const whole = sum(amounts).minus(paid).times('0.91').floor().toNumber();
      expect(rows.reduce((points, row) => points + Number(row.points), 0)).toBe(whole);
      for (const { sale_item_id, points, amount } of rows) {
        const index = sale.lines.findIndex((line) => line.sale_item_id === sale_item_id);
        const share = sum(amounts).isZero() ? d(0) : amounts[index]!.times(paid).div(sum(amounts));
        expect(d(amount).minus(amounts[index]!.minus(share)).abs().lt('0.0001')).toBe(true);
        expect(d(amount).times('0.91').minus(points).abs().lt(1)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
