import { DEFAULT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aSupplier, anOrder, get, post, type Body } from './purchasing-shop.js';

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});
afterAll(() => t.close());

it('tells how reliable a supplier was, in numbers and in the report', async () => {
  const acme = await aSupplier(admin, { name: 'Acme', code: 'ACME' });
  const { id } = await aProduct(admin, { stock_quantity: 0 });
  const order = (quantity: number): Promise<Body> =>
    anOrder(admin, acme, [{ product_id: id, quantity, unit_price: 2 }]);
  const receive = (of: Body, line: object): Promise<Body> =>
    post(
      admin,
      `/v1/purchase-orders/${of.id}/receive`,
      { lines: [{ line_id: of.lines[0]!.id, ...line }] },
      201,
    );

  // In time and complete.
  await receive(await order(10), { quantity: 10 });
  // Late, in two parts, and one piece of it is no good: the order ends short.
  const late = await order(10);
  await t.dataSource.query(`UPDATE purchase_orders SET expected_delivery_date = '2020-01-01' WHERE id = $1`, [
    late.id,
  ]);
  await post(admin, `/v1/purchase-orders/${late.id}/send`);
  await receive(late, { quantity: 4 });
  const quality = { decision: 'partial', accepted_quantity: 5, issue_type: 'damaged' };
  await receive(late, { quantity: 6, quality });
  await post(admin, `/v1/purchase-orders/${late.id}/close`, { comment: 'Enough' });
  // What is taken back never came.
  const undone = await receive(await order(1), { quantity: 1 });
  await post(admin, `/v1/delivery-receipts/${undone.id}/cancel`, { comment: 'x' });

  // 1 of 3 in time, 19 of 20 accepted, 1 of 2 lines as ordered: (33.33… + 95 + 50) / 3
  const measured = {
    deliveries: 3,
    on_time_percent: 33.33,
    quality_percent: 95,
    accuracy_percent: 50,
    overall_percent: 59.44,
  };
  expect(await get(admin, `/v1/suppliers/${acme}/statistics`)).toMatchObject({ name: 'Acme', ...measured });
  const report = await get(admin, '/v1/reports/purchasing/suppliers?days=7');
  expect(report['suppliers']).toEqual([
    { supplier_id: acme, code: 'ACME', name: 'Acme', currency: 'USD', net_amount: 38, ...measured },
  ]);
  const csv = await admin.get('/v1/reports/purchasing/suppliers?format=csv').expect(200);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.text.split('\r\n')[0]).toContain('on_time_percent');
  const idle = await aSupplier(admin, { name: 'Idle' });
  expect(await get(admin, `/v1/suppliers/${idle}/statistics?days=1`)).toMatchObject({
    deliveries: 0,
    overall_percent: null,
  });
  await (await t.as('cashier')).get('/v1/reports/purchasing/suppliers').expect(403);
});

it('turns reorder suggestions into a request, and does not suggest twice what is asked for', async () => {
  const acme = await aSupplier(admin);
  const { id } = await aProduct(admin, { stock_quantity: 2, min_stock_level: 20 });
  await post(
    admin,
    `/v1/suppliers/${acme}/products`,
    { product_id: id, cost: 60, pack_factor: 12, is_preferred: true, lead_time_days: 2 },
    201,
  );
  const asked = { product_ids: [id], priority: 'high' };
  const request = await post(admin, '/v1/inventory/reorder-suggestions/request', asked, 201);
  expect(request).toMatchObject({ status: 'Draft', priority: 'high', location_id: DEFAULT_LOCATION_ID });
  const [line] = request.lines;
  expect(line).toMatchObject({ product_id: id, supplier_id: acme, estimated_price: 5 });
  expect(Number(line!['quantity']) % 12).toBe(0);
  const [open] = await t.dataSource.query<{ quantity: number }[]>(
    `SELECT quantity::float8 AS quantity FROM open_purchase_lines WHERE product_id = $1`,
    [id],
  );
  expect(open!.quantity).toBe(line!['quantity']);
  const again = await post(admin, '/v1/inventory/reorder-suggestions/request', asked, 409);
  expect(again.code).toBe('NOTHING_TO_REORDER');
});

describe('the audit of the books', () => {
  const TAMPERINGS = [
    [
      'what came of an order',
      `UPDATE purchase_order_lines SET received_quantity = received_quantity + 1`,
      'order_progress',
    ],
    [
      'the total of a document',
      `UPDATE documents SET total_amount = total_amount + 1 WHERE type = 'purchase_order'`,
      'purchase_totals',
    ],
    [
      'what was ordered of a request',
      `UPDATE purchase_request_lines SET converted_quantity = 1`,
      'converted_requests',
    ],
    [
      'the landed costs of a line',
      `UPDATE delivery_receipt_lines SET landed_amount = landed_amount + 1`,
      'landed_costs',
    ],
    [
      'how much of a return was taken from stock',
      `UPDATE supplier_return_lines SET is_from_stock = true`,
      'returned_stock',
    ],
  ] as const;

  it.each(TAMPERINGS)('finds %s that was changed behind its back', async (_what, sql, name) => {
    const acme = await aSupplier(admin);
    const { id } = await aProduct(admin, { stock_quantity: 0 });
    const order = await anOrder(admin, acme, [{ product_id: id, quantity: 2, unit_price: 1 }]);
    const quality = { decision: 'partial', accepted_quantity: 1, issue_type: 'other' };
    const lines = [{ line_id: order.lines[0]!.id, quantity: 2, quality }];
    await post(admin, `/v1/purchase-orders/${order.id}/receive`, { lines }, 201);
    const returns = (await get(admin, '/v1/supplier-returns?status=draft')) as unknown as Body[];
    for (const { id: returnId } of returns) await post(admin, `/v1/supplier-returns/${returnId}/complete`);
    await t.dataSource.query(sql);
    const report = await get(admin, '/v1/integrity');
    const found = (report['checks'] as { name: string; drift_count: number }[]).filter(
      ({ drift_count }) => drift_count > 0,
    );
    expect(found.map((check) => check.name)).toContain(name);
    await t.dataSource.query(sql.replace('+ 1', '- 1').replace('= 1', '= 0').replace('= true', '= false'));
    await expectNoDrift(admin);
  });
});
