import { PERMISSIONS } from '../../../../src/common/auth/permissions.js';
import { query } from '../../../../src/common/database/statement.js';
import { DomainError } from '../../../../src/common/errors/domain-error.js';
import type { WriteRequest } from '../../../../src/common/http/writes/write-request.js';
import { Decimal } from '../../../../src/common/money/decimal.js';
import type { RoundingMode } from '../../../../src/common/money/rounding.js';
import { replayLine, type ReplayedLine } from '../../../../src/pricing/index.js';
import { CreateSaleUseCase } from '../../../../src/sales/use-cases/create-sale.use-case.js';
import { expectNoDrift } from '../../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../../support/test-app.js';
import { Dice } from './dice.js';
import { randomCart } from './random-cart.js';
import { buildWorld } from './world.js';

const CARTS = 1000;
const AT_ONCE = 4;
const FIGURES = ['unit_price', 'discount_amount', 'net_amount', 'tax_amount', 'total_amount'] as const;

type Line = Record<(typeof FIGURES)[number] | 'quantity' | 'unit_factor', string> & {
  id: string;
  sale_id: string;
  currency: string;
  rounding_mode: RoundingMode;
  price_rule: string;
  trace: { rule: string; outcome: string }[];
  taxes: { code: string; amount: string }[];
};

const LINES = `
  SELECT i.id, i.sale_id, s.currency, s.rounding_mode, i.price_rule, i.quantity, i.unit_factor, i.price_trace AS trace,
    i.unit_price, i.discount_amount, i.net_amount, i.tax_amount, i.total_amount, i.taxes
  FROM sale_items i JOIN sales s ON s.id = i.sale_id`;

/** What the stored line says and what its trace comes to, where they differ. */
function difference(line: Line): string[] {
  const { currency, rounding_mode, trace } = line;
  const stored = { quantity: new Decimal(line.quantity), unit_factor: new Decimal(line.unit_factor), trace };
  const replayed = replayLine(stored, { currency, rounding_mode });
  if (replayed === null) return [`${line.id}: nothing to replay`];
  const figures = FIGURES.filter((figure) => !replayed[figure].equals(line[figure])).map(
    (figure) => `${line.id} ${figure}: ${line[figure]}, replayed ${replayed[figure].toFixed()}`,
  );
  return [...figures, ...taxDifference(line, replayed)];
}

/** Tax by component; a tax set by hand is dealt out as it was recorded, and only its sum is told. */
function taxDifference({ id, taxes, trace }: Line, replayed: ReplayedLine): string[] {
  if (trace.some(({ rule, outcome }) => rule === 'override_tax' && outcome === 'applied')) return [];
  const text = (parts: readonly { code: string; amount: Decimal | string }[]): string =>
    parts
      .map(({ code, amount }) => ({ code, amount: new Decimal(amount) }))
      .filter(({ amount }) => !amount.isZero())
      .map(({ code, amount }) => `${code} ${amount.toFixed()}`)
      .join(', ');
  const [told, reckoned] = [text(taxes), text(replayed.taxes)];
  return told === reckoned ? [] : [`${id} taxes: ${told}, replayed ${reckoned}`];
}

describe('a thousand random carts', () => {
  let t: TestApp;
  let admin: Client;
  let sell: CreateSaleUseCase;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    sell = t.app.get(CreateSaleUseCase, { strict: false });
  });
  afterAll(() => t.close());

  it('come to the same cent from the traces stored with their lines', async () => {
    const world = await buildWorld(t, admin);
    const actor = { id: admin.user_id, username: 'admin', role: 'admin', permissions: new Set(PERMISSIONS) };
    const request: WriteRequest = { actor, request_id: 'replay', ip: '::1', fingerprint: '', dry_run: false };
    const dice = new Dice(20_261_120);
    let sold = 0;
    const refused: string[] = [];
    const till = async (): Promise<void> => {
      while (sold < CARTS) {
        sold += 1;
        await sell.execute(request, randomCart(dice, world)).catch((error: unknown) => {
          if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
          refused.push(error.code);
          sold -= 1;
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, till));

    const lines = await query<Line>(t.dataSource, LINES);
    expect(new Set(lines.map(({ sale_id }) => sale_id)).size).toBeGreaterThanOrEqual(CARTS);
    expect(lines.flatMap(difference)).toEqual([]);

    // A law about nothing proves nothing: every rule has won somewhere.
    const rules = new Set(lines.map(({ price_rule }) => price_rule));
    expect([...rules].sort()).toEqual(
      ['base', 'by_hand', 'fallback', 'group', 'packaging', 'promotion', 'step'].sort(),
    );
    const applied = new Set(
      lines.flatMap(({ trace }) =>
        trace.filter(({ outcome }) => outcome === 'applied').map(({ rule }) => rule),
      ),
    );
    expect([...applied]).toEqual(
      expect.arrayContaining([
        ...['product_discount', 'customer_discount', 'promotion_discount', 'buy_x_get_y', 'basket_discount'],
        ...[
          'cart_discount',
          'override_discount',
          'tax',
          'tax_exempt',
          'reverse_charge',
          'override_tax',
          'rounding',
        ],
      ]),
    );
    expect(new Set(lines.map(({ currency }) => currency)).size).toBe(3);
    expect(refused.length).toBeLessThan(CARTS / 5);
    await expectNoDrift(admin);
  }, 120_000);
});
