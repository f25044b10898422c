import fc from 'fast-check';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import type { Decimal } from '../../../src/common/money/decimal.js';
import {
  InsufficientStock,
  ReceiptAlreadyConsumed,
  ReturnExceedsIssue,
} from '../../../src/inventory/index.js';
import type { Disposition, LedgerPlace } from '../../../src/inventory/index.js';
import { FifoModel } from './fifo-model.js';
import { d, levelOf, openLedger, source, stockFaults, type LedgerHarness } from './ledger-harness.js';

let h: LedgerHarness;
beforeAll(async () => {
  h = await openLedger();
});
afterAll(() => h.close());

const quantity = fc.integer({ min: 1, max: 9_000 }).map((n) => d(n).div(1000));
const cost = fc.integer({ min: 0, max: 99_999 }).map((n) => d(n).div(10_000));
const disposition = fc.constantFrom<Disposition>('restock', 'restock', 'damaged', 'discard');

const step = fc.oneof(
  fc.record({ do: fc.constant('receive' as const), product: fc.nat(1), quantity, cost: fc.option(cost) }),
  fc.record({ do: fc.constant('issue' as const), product: fc.nat(1), quantity, second: fc.option(quantity) }),
  fc.record({
    do: fc.constant('reverse' as const),
    line: fc.nat(),
    share: fc.integer({ min: 1, max: 1100 }),
    disposition,
    elsewhere: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('unreceive' as const),
    line: fc.nat(),
    share: fc.integer({ min: 1, max: 1100 }),
  }),
  fc.record({ do: fc.constant('adjust' as const), product: fc.nat(1), quantity, down: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The ledger's own refusals are part of the game; anything else is not. */
async function orRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (
      error instanceof InsufficientStock ||
      error instanceof ReturnExceedsIssue ||
      error instanceof ReceiptAlreadyConsumed
    )
      return false;
    throw error;
  }
}

interface Line {
  line_id: string;
  quantity: Decimal;
}

/** Plays steps at `place`; returns on request go `elsewhere`. */
async function play(steps: readonly Step[], place: LedgerPlace, elsewhere: LedgerPlace): Promise<string[]> {
  const products = [await h.product({ cost_price: 1.5 }), await h.product()];
  const issued: Line[] = [];
  const received: Line[] = [];
  const line = (index: number, size: Decimal) => ({
    line_id: newId(),
    product_id: products[index]!,
    quantity: size,
  });
  for (const s of steps) {
    await h.run(async (tx) => {
      switch (s.do) {
        case 'receive': {
          const one = line(s.product, s.quantity);
          received.push(one);
          await h.ledger.receive(
            tx,
            place,
            [{ ...one, unit_cost: s.cost ?? undefined }],
            source({ type: 'restock' }),
          );
          break;
        }
        case 'issue': {
          const lines = [
            line(s.product, s.quantity),
            ...(s.second === null ? [] : [line(1 - s.product, s.second), line(s.product, s.second)]),
          ];
          if (await orRefused(h.ledger.issue(tx, place, lines, source()))) issued.push(...lines);
          break;
        }
        case 'reverse':
        case 'unreceive': {
          const from = s.do === 'reverse' ? issued : received;
          if (from.length === 0) break;
          const origin = from[s.line % from.length]!;
          const part = origin.quantity.times(s.share).div(1000).toDecimalPlaces(3);
          if (part.isZero()) break;
          const back = {
            source_line_id: origin.line_id,
            line_id: newId(),
            quantity: part,
            disposition: s.do === 'reverse' ? s.disposition : undefined,
          };
          const where = s.do === 'reverse' && s.elsewhere ? elsewhere : place;
          await orRefused(h.ledger.reverse(tx, where, [back], source({ type: 'return' })));
          break;
        }
        case 'adjust': {
          const size = s.down ? s.quantity.negated() : s.quantity;
          await orRefused(
            h.ledger.adjust(tx, place, [line(s.product, size)], source({ type: 'adjustment' })),
          );
          break;
        }
        default:
          s satisfies never;
      }
    });
  }
  return products;
}

const runs = { numRuns: 100 };

test('levels, layers and values follow from the movements, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      await play(steps, h.place, await h.location(true));
      expect(await stockFaults(h.dataSource)).toEqual([]);
    }),
    runs,
  );
});

test('they follow as well where goods may be sold before they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      await play(steps, await h.location(true), h.place);
      expect(await stockFaults(h.dataSource)).toEqual([]);
    }),
    runs,
  );
});

test('what was owed costs in the end what the goods that covered it cost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(quantity, { minLength: 1, maxLength: 5 }), cost, async (sold, unit_cost) => {
      const place = await h.location(true);
      const product_id = await h.product({ cost_price: 2.5 });
      const lines = sold.map((size) => ({ line_id: newId(), product_id, quantity: size }));
      for (const line of lines) await h.run((tx) => h.ledger.issue(tx, place, [line], source()));
      const all = sold.reduce((total, size) => total.plus(size));
      const receipt = { line_id: newId(), product_id, quantity: all, unit_cost };
      await h.run((tx) => h.ledger.receive(tx, place, [receipt], source({ type: 'restock' })));

      const costs = await query<{ id: string; cost: string }>(
        h.dataSource,
        `SELECT source_line_id AS id, -sum(value) AS cost FROM stock_movements WHERE source_line_id = ANY($1::uuid[]) GROUP BY 1`,
        [lines.map(({ line_id }) => line_id)],
      );
      const byLine = new Map(costs.map((row) => [row.id, d(row.cost).toFixed()]));
      expect(lines.map(({ line_id }) => byLine.get(line_id))).toEqual(
        sold.map((size) => size.times(unit_cost).toFixed()),
      );
      expect(await levelOf(h.dataSource, place, product_id)).toMatchObject({ on_hand: 0, stock_value: 0 });
      expect(await stockFaults(h.dataSource)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('costs are first in, first out, and a reversal restores exactly what was taken', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
      const product_id = await h.product();
      const model = new FifoModel();
      const lines: string[] = [];
      for (const s of steps) {
        if (s.do === 'receive') {
          const unit_cost = s.cost ?? d('0.3333');
          model.receive(s.quantity, unit_cost);
          const receipt = { line_id: newId(), product_id, quantity: s.quantity, unit_cost };
          await h.run((tx) => h.ledger.receive(tx, h.place, [receipt], source({ type: 'restock' })));
        } else if (s.do === 'issue' && s.quantity.lte(model.on_hand)) {
          const line_id = newId();
          lines.push(line_id);
          const answer = await h.run((tx) =>
            h.ledger.issue(tx, h.place, [{ line_id, product_id, quantity: s.quantity }], source()),
          );
          expect(answer.lines[0]!.cost.toFixed()).toBe(model.issue(line_id, s.quantity).toFixed());
        } else if (s.do === 'reverse' && lines.length > 0) {
          const source_line_id = lines[s.line % lines.length]!;
          const size = model.outstanding(source_line_id).times(s.share).div(1000).toDecimalPlaces(3);
          const back = { source_line_id, line_id: newId(), quantity: size, disposition: s.disposition };
          if (size.isZero()) continue;
          const reversal = h.run((tx) => h.ledger.reverse(tx, h.place, [back], source({ type: 'return' })));
          if (size.gt(model.outstanding(source_line_id))) {
            await expect(reversal).rejects.toThrow(ReturnExceedsIssue);
          } else {
            const cost = model.reverse(source_line_id, size, s.disposition === 'restock');
            expect((await reversal).lines[0]!.cost.toFixed()).toBe(cost.toFixed());
          }
        }
      }
      if (model.on_hand.gt(0)) {
        const level = await levelOf(h.dataSource, h.place, product_id);
        expect(level).toMatchObject({
          on_hand: model.on_hand.toNumber(),
          stock_value: model.value.toNumber(),
        });
      }
      expect(await stockFaults(h.dataSource)).toEqual([]);
    }),
    runs,
  );
});
