import { aProduct, expectNoDrift } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';

interface Report {
  is_clean: boolean;
  drift_count: number;
  checks: { name: string; drift_count: number; drift: { subject: Record<string, string> }[] }[];
}

/** A change behind the back of the application, and how it is undone. */
interface Tampering {
  what: string;
  sql: string;
  undo: string;
  found_by: string[];
}

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'a stock level',
    sql: `UPDATE stock_levels SET on_hand = on_hand + 1`,
    undo: `UPDATE stock_levels SET on_hand = on_hand - 1`,
    found_by: ['layers_make_levels', 'stock_levels'],
  },
  {
    what: 'the value of stock',
    sql: `UPDATE stock_levels SET stock_value = stock_value + 0.0000001`,
    undo: `UPDATE stock_levels SET stock_value = stock_value - 0.0000001`,
    found_by: ['layers_make_levels', 'stock_levels'],
  },
  {
    what: 'a cost layer',
    sql: `UPDATE cost_layers SET remaining = remaining - 1`,
    undo: `UPDATE cost_layers SET remaining = remaining + 1`,
    found_by: ['cost_layers', 'layers_make_levels'],
  },
  {
    what: 'the lines of a sale',
    sql: `UPDATE sale_items SET net_amount = net_amount + 1, total_amount = total_amount + 1`,
    undo: `UPDATE sale_items SET net_amount = net_amount - 1, total_amount = total_amount - 1`,
    found_by: ['sale_totals'],
  },
  {
    what: 'the quantity of a sale',
    sql: `UPDATE sale_items SET quantity = quantity + 1`,
    undo: `UPDATE sale_items SET quantity = quantity - 1`,
    found_by: ['sold_goods_left_stock'],
  },
  {
    what: 'what came back',
    sql: `UPDATE sale_items SET returned_quantity = 1`,
    undo: `UPDATE sale_items SET returned_quantity = 0`,
    found_by: ['returned_goods_came_back', 'returned_quantities'],
  },
  {
    what: 'the unit of a line',
    sql: `UPDATE sale_items SET unit_factor = 12`,
    undo: `UPDATE sale_items SET unit_factor = 1`,
    found_by: ['sold_goods_left_stock'],
  },
  {
    what: 'the taxes of a line',
    sql: `UPDATE sale_items SET taxes = '[{"code": "X", "name": "X", "rate": "1", "amount": "1"}]'`,
    undo: `UPDATE sale_items SET taxes = '[]'`,
    found_by: ['line_taxes'],
  },
  {
    what: 'what was refunded',
    sql: `UPDATE sales SET refunded_amount = 1`,
    undo: `UPDATE sales SET refunded_amount = 0`,
    found_by: ['sale_payments'],
  },
  {
    what: 'a receipt number series',
    sql: `UPDATE number_series SET last_number = last_number + 1`,
    undo: `UPDATE number_series SET last_number = last_number - 1`,
    found_by: ['receipt_numbers'],
  },
  {
    what: 'the balance of a member',
    sql: `UPDATE loyalty_members SET balance = balance + 1`,
    undo: `UPDATE loyalty_members SET balance = balance - 1`,
    found_by: ['loyalty_balances', 'loyalty_lots_make_balances'],
  },
  {
    what: 'a lot of points',
    sql: `UPDATE loyalty_lots SET remaining = remaining - 1`,
    undo: `UPDATE loyalty_lots SET remaining = remaining + 1`,
    found_by: ['loyalty_lots', 'loyalty_lots_make_balances'],
  },
  {
    what: 'what makes a tier',
    sql: `UPDATE loyalty_members SET tier_points = tier_points + 1000`,
    undo: `UPDATE loyalty_members SET tier_points = tier_points - 1000`,
    found_by: ['loyalty_tier_points'],
  },
];

describe('integrity', () => {
  let t: TestApp;
  let admin: Client;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    const { id } = await aProduct(admin, { price: 10 });
    const payments = [{ payment_method: 'cash', amount: 30 }];
    await admin.post('/v1/sales', { items: [{ product_id: id, quantity: 3 }], payments }).expect(201);
    await admin.post('/v1/customers', { name: 'Ada', loyalty_points: 10 }).expect(201);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it.each(TAMPERINGS)('finds $what that was changed behind its back', async ({ sql, undo, found_by }) => {
    await t.dataSource.query(sql);
    const { body } = await admin.get('/v1/integrity').expect(200);
    await t.dataSource.query(undo);
    const report = body as Report;
    const drifted = report.checks.filter((check) => check.drift_count > 0);
    expect(report.is_clean).toBe(false);
    expect(drifted.map((check) => check.name).sort()).toEqual(found_by);
    for (const { drift } of drifted) expect(Object.values(drift[0]!.subject).join('')).not.toBe('');
  });

  it('is for those who may see the books', async () => {
    const manager = await t.as('manager');
    await manager.get('/v1/integrity').expect(403);
  });

  it('refuses to change or delete any truth', async () => {
    for (const table of ['stock_movements', 'money_journal', 'receipts', 'audit_log', 'loyalty_entries']) {
      await expect(t.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
      await expect(t.dataSource.query(`UPDATE ${table} SET id = id`)).rejects.toThrow(/append-only/);
      await expect(t.dataSource.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
    }
  });
});
