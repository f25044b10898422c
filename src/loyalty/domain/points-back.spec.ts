import fc from 'fast-check';
import { apportion } from '../../common/money/apportion.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import {
  giveBack,
  redeemedLeft,
  takeAllBack,
  takeBack,
  worthAfter,
  type EarnedSale,
  type GivenBack,
  type RedeemedEntry,
} from './points-back.js';

const d = (value: number | string): Decimal => new Decimal(value);

interface SoldLine {
  cents: number;
  units: number;
}

/** A sale of lines at one rate, as it earns: the sum rounded down once, spread by the largest remainder. */
function earned(lines: readonly SoldLine[], rate: Decimal, paidCents: number): EarnedSale {
  const amounts = lines.map(({ cents }) => d(cents).div(100));
  const amount = sum(amounts);
  const points_amount = d(paidCents).div(100);
  const shares = apportion(points_amount, amounts, 4);
  const exact = amounts.map((each, index) => each.minus(shares[index]!).times(rate));
  const points = apportion(sum(exact).floor(), exact, 0);
  return {
    worth: {
      amount,
      points_amount,
      goods_refunded: ZERO,
      allowances: ZERO,
      points_refunded: ZERO,
      returned: new Map(),
    },
    exact: new Map(exact.map((each, index) => [String(index), each])),
    entries: points.map((each, index) => ({
      entry_id: `entry ${index}`,
      sale_item_id: String(index),
      points: each.toNumber(),
      taken: 0,
    })),
  };
}

function keptPoints({ entries }: EarnedSale): number {
  return entries.reduce((kept, { points, taken }) => kept + points - taken, 0);
}

/** The sale after a document, with what it takes back booked. Nothing taken may ever be negative or too much. */
function after(sale: EarnedSale, document: GivenBack): EarnedSale {
  const now = { ...sale, worth: worthAfter(sale.worth, document) };
  const taken = new Map(takeBack(now).map(({ entry_id, points }) => [entry_id, points]));
  const entries = now.entries.map((entry) => {
    const points = taken.get(entry.entry_id) ?? 0;
    expect(points).toBeGreaterThanOrEqual(0);
    expect(entry.taken + points).toBeLessThanOrEqual(entry.points);
    return { ...entry, taken: entry.taken + points };
  });
  return { ...now, entries };
}

const nothing: GivenBack = { lines: [], refunded_amount: ZERO, refunded_as_points: ZERO };

function returning(index: number, returned: number, sold: number, refunded: number | string): GivenBack {
  const line = { sale_item_id: String(index), returned: d(returned), sold: d(sold) };
  return { ...nothing, lines: [line], refunded_amount: d(refunded) };
}

describe('points taken back', () => {
  it('are those of the goods that come back', () => {
    const sale = earned(
      [
        { cents: 1000, units: 1 },
        { cents: 500, units: 5 },
      ],
      d(1),
      0,
    );
    const back = after(sale, returning(1, 2, 5, 2));
    expect(back.entries.map(({ taken }) => taken)).toEqual([0, 2]);
    expect(after(back, returning(0, 1, 1, 10)).entries.map(({ taken }) => taken)).toEqual([10, 2]);
  });

  it('leave no line the point that rounding gave it for another that went back', () => {
    // Two lines of 0.60 earn one point together; the first one got it.
    const sale = earned(
      [
        { cents: 60, units: 1 },
        { cents: 60, units: 1 },
      ],
      d(1),
      0,
    );
    expect(keptPoints(sale)).toBe(1);
    expect(keptPoints(after(sale, returning(1, 1, 1, '0.60')))).toBe(0);
  });

  it('follow money that goes back without goods, and not points that do', () => {
    const sale = earned([{ cents: 2000, units: 2 }], d(1), 1000);
    expect(keptPoints(sale)).toBe(10);
    expect(keptPoints(after(sale, { ...nothing, refunded_amount: d(5) }))).toBe(5);
    const asPoints = { ...nothing, refunded_amount: d(10), refunded_as_points: d(10) };
    expect(keptPoints(after(sale, asPoints))).toBe(10);
  });

  const line = fc.record({ cents: fc.integer({ min: 1, max: 700 }), units: fc.integer({ min: 1, max: 4 }) });
  const step = fc.record({
    line: fc.nat(5),
    units: fc.integer({ min: 1, max: 3 }),
    as_points: fc.integer({ min: 0, max: 100 }),
    allowance: fc.option(fc.integer({ min: 1, max: 300 }), { freq: 5 }),
  });

  it('never leave more than what is kept deserves, and nothing once all is back', () => {
    const rates = fc.constantFrom('0.5', '1', '1.25', '3').map(d);
    const sale = fc.array(line, { minLength: 1, maxLength: 6 });
    const law = (
      lines: SoldLine[],
      rate: Decimal,
      paidPercent: number,
      steps: (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
    ): void => {
      const total = lines.reduce((cents, each) => cents + each.cents, 0);
      let money = { cents: total, points: Math.floor((total * paidPercent) / 100) };
      let now = earned(lines, rate, money.points);
      const returned = lines.map(() => 0);
      const refunded = lines.map(() => 0);

      const play = (goods: GivenBack['lines'], cents: number, share: number): void => {
        const as_points = Math.min(money.points, Math.floor((cents * share) / 100));
        const rest = Math.min(cents - as_points, money.cents - money.points);
        const points = as_points + Math.min(cents - as_points - rest, money.points - as_points);
        money = { cents: money.cents - rest - points, points: money.points - points };
        const document = {
          lines: goods,
          refunded_amount: d(rest + points).div(100),
          refunded_as_points: d(points).div(100),
        };
        now = after(now, document);
        // Refunds are rounded to cents, half of one a line.
        const deserved = rate.times(money.cents - money.points + lines.length / 2).div(100);
        expect(deserved.gte(keptPoints(now))).toBe(true);
      };

      const giveBackLine = (index: number, units: number, share: number): void => {
        const sold = lines[index]!;
        returned[index] = Math.min(sold.units, returned[index]! + units);
        const due = Math.round((sold.cents * returned[index]) / sold.units) - refunded[index]!;
        refunded[index]! += due;
        const part = { sale_item_id: String(index), returned: d(returned[index]), sold: d(sold.units) };
        play([part], due, share);
      };

      for (const { allowance, ...each } of steps) {
        if (allowance === null) giveBackLine(each.line % lines.length, each.units, each.as_points);
        else play([], Math.min(allowance, money.cents - money.points), 0);
      }
      lines.forEach((_, index) => giveBackLine(index, 4, 50));
      expect(keptPoints(now)).toBe(0);
      expect(takeAllBack(now)).toEqual([]);
    };
    const percent = fc.constantFrom(0, 0, 30, 50, 99, 100);
    fc.assert(fc.property(sale, rates, percent, fc.array(step, { maxLength: 8 }), law), { numRuns: 1000 });
  });
});

describe('points given back', () => {
  const redeemed = (points: number, amount: string): RedeemedEntry => ({
    entry_id: `for ${amount}`,
    points,
    amount: d(amount),
    given_points: 0,
    given_amount: ZERO,
  });

  it('are those of the last redemption first', () => {
    const entries = [redeemed(300, '3'), redeemed(200, '2')];
    expect(giveBack(entries, d('2.50'))).toEqual([
      { entry_id: 'for 2', points: 200, amount: d(2) },
      { entry_id: 'for 3', points: 50, amount: d('0.50') },
    ]);
    expect(giveBack(entries, ZERO)).toEqual([]);
    expect(() => giveBack(entries, d('5.01'))).toThrow(RangeError);
  });

  it('are exactly what was redeemed, in any split', () => {
    const entry = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 900 }))
      .map(([points, cents]) => redeemed(points, d(cents).div(100).toFixed()));
    const parts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), parts, (entries, cents) => {
        let now = entries.map((each, index) => ({ ...each, entry_id: String(index) }));
        const give = (amount: Decimal): void => {
          const given = giveBack(now, amount);
          expect(sum(given.map((each) => each.amount)).toFixed()).toBe(amount.toFixed());
          now = now.map((each) => {
            const part = given.find(({ entry_id }) => entry_id === each.entry_id);
            if (part === undefined) return each;
            expect(part.points).toBeGreaterThanOrEqual(0);
            return {
              ...each,
              given_points: each.given_points + part.points,
              given_amount: each.given_amount.plus(part.amount),
            };
          });
        };
        for (const part of cents) give(Decimal.min(d(part).div(100), redeemedLeft(now)));
        give(redeemedLeft(now));
        expect(now.map((each) => each.given_points)).toEqual(entries.map((each) => each.points));
        expect(redeemedLeft(now).isZero()).toBe(true);
      }),
    );
  });
});
