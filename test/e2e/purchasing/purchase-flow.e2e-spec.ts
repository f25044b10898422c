import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Line {
  id: string;
  order_line_id: string;
  [field: string]: unknown;
}
interface Body {
  id: string;
  number: string;
  version: number;
  code: string;
  lines: Line[];
  errors: { field: string; code: string }[];
  [field: string]: unknown;
}

let t: TestApp;
let admin: Client;
let officer: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  officer = await t.as('inventory_officer');
});
afterAll(() => t.close());

async function get(path: string): Promise<Body> {
  return (await admin.get(path).expect(200)).body as Body;
}

async function post(path: string, body: object = {}, status = 200, as = admin): Promise<Body> {
  const answer = await as.post(path, body);
  expect([answer.status, answer.body]).toEqual([status, answer.body]);
  return answer.body as Body;
}

async function supplier(fields: object = {}): Promise<string> {
  return (await post('/v1/suppliers', { name: 'Acme', ...fields }, 201)).id;
}

/** Quantity, value, average of a product at the default location. */
async function stock(productId: string): Promise<{ on_hand: number; avg_cost: number; stock_value: number }> {
  const { body } = await admin.get(`/v1/inventory/stock-levels?product_id=${productId}`).expect(200);
  const [{ on_hand, avg_cost, stock_value }] = body;
  return { on_hand, avg_cost, stock_value };
}

async function layers(productId: string): Promise<string[]> {
  const rows = await t.dataSource.query<{ shown: string }[]>(
    `SELECT remaining::float8 || ' @ ' || unit_cost::float8 AS shown FROM cost_layers
     WHERE product_id = $1 AND is_open ORDER BY received_at, id`,
    [productId],
  );
  return rows.map(({ shown }) => shown);
}

it('leads from a request over an order and partial deliveries into stock, and back', async () => {
  const acme = await supplier();
  // 500 pieces for 6.00 each are there.
  const widget = await aProduct(admin, {
    sku: 'WIDGET001',
    name: 'Widget',
    cost_price: 6,
    stock_quantity: 500,
  });
  const gadget = await aProduct(admin, { cost_price: 2, stock_quantity: 0 });

  const request = await post(
    '/v1/purchase-requests',
    {
      priority: 'urgent',
      lines: [
        { product_id: widget.id, quantity: 110, supplier_id: acme, estimated_price: 12 },
        { code: gadget.sku, quantity: 10, supplier_id: acme },
      ],
    },
    201,
    officer,
  );
  expect(request).toMatchObject({ status: 'Draft', estimated_total: 1340, number: 'REQ-000001' });
  await post(`/v1/purchase-requests/${request.id}/convert`, {}, 409);
  await post(`/v1/purchase-requests/${request.id}/submit`, {}, 200, officer);
  await post(`/v1/purchase-requests/${request.id}/approve`, {}, 403, officer);
  await post(`/v1/purchase-requests/${request.id}/approve`, { comment: 'Agreed' });
  const [made] = (await post(`/v1/purchase-requests/${request.id}/convert`, {}, 201)) as unknown as Body[];
  expect(await get(`/v1/purchase-requests/${request.id}`)).toMatchObject({
    status_meaning: 'converted',
    lines: [{ converted_quantity: 110 }, { converted_quantity: 10 }],
  });
  expect(made).toMatchObject({ status: 'Pending', is_urgent: true, source_document_id: request.id });

  const path = `/v1/purchase-orders/${made!.id}`;
  const [forWidget] = made!.lines;
  await admin
    .patch(path, {
      lines: made!.lines.map(({ id }, at) => ({ id, quantity: [110, 10][at], unit_price: [12.5, 2][at] })),
    })
    .set('if-match', `"${made!.version}"`)
    .expect(200);
  await post(`${path}/send`);
  const confirmed = await post(`${path}/confirm`, { supplier_reference: 'AB-1' });
  expect(confirmed).toMatchObject({ status_code: 'confirmed', supplier_reference: 'AB-1', total: 1395 });

  // 60 come, 10 of them are dented: 50 enter the stock, 10 go back.
  const first = await post(
    `${path}/receive`,
    { complete: false, lines: [{ line_id: forWidget!.id, quantity: 60 }], supplier_reference: 'LS-1' },
    201,
  );
  expect(first).toMatchObject({ status_code: 'draft', quality_status: 'pending', is_posted: false });
  const qualityPath = `/v1/delivery-receipts/${first.id}/lines/${first.lines[0]!.id}/quality`;
  expect((await post(qualityPath, { decision: 'partial' }, 422)).errors.map(({ field }) => field)).toEqual([
    'issue_type',
    'accepted_quantity',
  ]);
  await post(qualityPath, {
    decision: 'partial',
    accepted_quantity: 50,
    issue_type: 'damaged',
    notes: 'Dented',
  });
  const received = await post(`/v1/delivery-receipts/${first.id}/complete`);
  expect(received).toMatchObject({
    quality_status: 'partial',
    is_posted: true,
    total: 625,
    lines: [{ received_quantity: 60, accepted_quantity: 50, rejected_quantity: 10, unit_cost: 12.5 }],
  });
  // (500 × 6.00 + 50 × 12.50) / 550 = 3,625 / 550
  expect(await stock(widget.id)).toEqual({ on_hand: 550, avg_cost: 6.5909, stock_value: 3625 });
  expect(await get(path)).toMatchObject({
    status_code: 'partially_delivered',
    lines: [
      { received_quantity: 60, rejected_quantity: 10, accepted_quantity: 50, outstanding_quantity: 60 },
      { received_quantity: 0, outstanding_quantity: 10, delivery_status: 'pending' },
    ],
  });
  const [back] = (await admin.get('/v1/supplier-returns').expect(200)).body as Body[];
  expect(await get(`/v1/supplier-returns/${back!.id}`)).toMatchObject({
    status_code: 'draft',
    receipt_id: first.id,
    lines: [{ quantity: 10, is_from_stock: false, issue_type: 'damaged' }],
  });
  await post(`/v1/supplier-returns/${back!.id}/complete`);
  expect(await stock(widget.id)).toMatchObject({ on_hand: 550 });

  // The other 50, and all gadgets.
  const second = await post(
    `${path}/receive`,
    {
      lines: [
        { line_id: forWidget!.id, quantity: 50 },
        { line_id: made!.lines[1]!.id, quantity: 10 },
      ],
    },
    201,
  );
  expect(second).toMatchObject({ is_posted: true, total: 645 });
  // 500 → 600: (3,000 + 100 × 12.50) / 600
  expect(await stock(widget.id)).toEqual({ on_hand: 600, avg_cost: 7.0833, stock_value: 4250 });
  expect(await layers(widget.id)).toEqual(['500 @ 6', '50 @ 12.5', '50 @ 12.5']);
  // 10 of the 110 were rejected and did not come again.
  expect(await get(path)).toMatchObject({ status_code: 'partially_delivered', delivery_status: 'partial' });

  // Taken back, it is as if it had never come; completed again, it is there again.
  const secondPath = `/v1/delivery-receipts/${second.id}`;
  await post(`${secondPath}/cancel`, {}, 422);
  await post(`${secondPath}/cancel`, { comment: 'Booked twice' });
  expect(await stock(widget.id)).toEqual({ on_hand: 550, avg_cost: 6.5909, stock_value: 3625 });
  expect(await get(path)).toMatchObject({
    status_code: 'partially_delivered',
    lines: [{ received_quantity: 60 }, { received_quantity: 0 }],
  });
  await post(`${secondPath}/complete`);
  expect(await stock(widget.id)).toEqual({ on_hand: 600, avg_cost: 7.0833, stock_value: 4250 });

  const tooMuch = await post(`${path}/receive`, { lines: [{ line_id: forWidget!.id, quantity: 11 }] }, 422);
  expect(tooMuch).toMatchObject({ code: 'OVER_DELIVERY' });
  expect(tooMuch['lines']).toMatchObject([{ order_line_id: forWidget!.id, accepted_now: 11, allowed: 110 }]);
  await post(`${path}/close`, { comment: 'The dented ones are not replaced' });
  await post(`${path}/receive`, { lines: [{ line_id: forWidget!.id, quantity: 1 }] }, 422);
  expect((await get(`${path}/history`)) as unknown as object[]).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: 'close' })]),
  );
  await expectNoDrift(admin);
});
