import { aProduct, expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import {
  aPack,
  aSupplier,
  anOrder,
  codesOf,
  get,
  layersOf,
  post,
  stockOf,
  type Body,
} from '../../e2e/purchasing/purchasing-shop.js';

let t: TestApp;
let admin: Client;
let acme: string;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  acme = await aSupplier(admin);
});
afterAll(() => t.close());

const empty = { stock_quantity: 0 };

function deliver(lines: object[], status = 201, fields: object = {}): Promise<Body> {
  return post(
    admin,
    '/v1/delivery-receipts',
    { supplier_id: acme, complete: true, lines, ...fields },
    status,
  );
}

describe('defects of the system before, absent here', () => {
  it('12: a line that cannot be posted fails the whole delivery instead of being skipped', async () => {
    const [good, milk] = [
      await aProduct(admin, empty),
      await aProduct(admin, { ...empty, track_serials: true }),
    ];
    const lines = [
      { product_id: good.id, quantity: 5, unit_price: 1 },
      { product_id: milk.id, quantity: 2, unit_price: 1 },
    ];
    const draft = await deliver(lines, 201, { complete: false });
    const refused = await post(admin, `/v1/delivery-receipts/${draft.id}/complete`, {}, 422);
    expect(refused.code).toBe('SERIAL_NUMBERS_REQUIRED');
    expect(await stockOf(admin, good.id)).toMatchObject({ on_hand: 0 });
    expect(await get(admin, `/v1/delivery-receipts/${draft.id}`)).toMatchObject({
      status: 'Draft',
      is_posted: false,
    });
  });

  it('13: the unit of a line counts: 5 boxes of 12 post as 60 pieces at a twelfth of the price', async () => {
    const { id } = await aProduct(admin, empty);
    await aPack(admin, id, 'box', 12);
    await deliver([{ product_id: id, quantity: 5, unit: 'box', unit_price: 24 }]);
    expect(await stockOf(admin, id)).toEqual({ on_hand: 60, stock_value: 120 });
    expect(await layersOf(t, id)).toEqual(['60 @ 2']);
  });

  it('14: what quality rejects is never posted, and goes back to the supplier', async () => {
    const [whole, part] = [await aProduct(admin, empty), await aProduct(admin, empty)];
    const receipt = await deliver([
      {
        product_id: whole.id,
        quantity: 5,
        unit_price: 1,
        quality: { decision: 'rejected', issue_type: 'expired' },
      },
      {
        product_id: part.id,
        quantity: 5,
        unit_price: 1,
        quality: { decision: 'partial', accepted_quantity: 3, issue_type: 'damaged' },
      },
    ]);
    expect(await stockOf(admin, whole.id)).toMatchObject({ on_hand: 0 });
    expect(await stockOf(admin, part.id)).toMatchObject({ on_hand: 3 });
    const returns = (await get(admin, `/v1/supplier-returns?supplier_id=${acme}`)) as unknown as Body[];
    const back = returns.find(({ receipt_id }) => receipt_id === receipt.id)!;
    expect(await get(admin, `/v1/supplier-returns/${back.id}`)).toMatchObject({
      total: 7,
      lines: [{ quantity: 5 }, { quantity: 2 }],
    });
  });
});

describe('purchasing as it was promised', () => {
  it('requests are converted (there was no conversion), in part and by supplier', async () => {
    const [one, two] = [await aProduct(admin), await aProduct(admin)];
    const other = await aSupplier(admin, { name: 'Other' });
    const lines = [
      { product_id: one.id, quantity: 10, supplier_id: acme },
      { product_id: two.id, quantity: 4, supplier_id: other },
      { product_id: two.id, quantity: 1 },
    ];
    const request = await post(admin, '/v1/purchase-requests', { lines, priority: 'high' }, 201);
    const path = `/v1/purchase-requests/${request.id}`;
    await post(admin, `${path}/submit`);
    await post(admin, `${path}/approve`);
    const [a, b, c] = request.lines.map(({ id }) => id);
    const missing = await post(
      admin,
      `${path}/convert`,
      { lines: [{ line_id: c }, { line_id: a, quantity: 11 }] },
      422,
    );
    expect(codesOf(missing)).toEqual([
      'lines.0.line_id SUPPLIER_REQUIRED',
      'lines.1.quantity EXCEEDS_REQUEST',
    ]);
    const some = { lines: [{ line_id: a, quantity: 6 }, { line_id: b }] };
    const made = (await post(admin, `${path}/convert`, some, 201)) as unknown as Body[];
    expect(made.map(({ supplier_id }) => supplier_id).sort()).toEqual([acme, other].sort());
    expect(await get(admin, path)).toMatchObject({
      status_meaning: 'partial',
      lines: [{ converted_quantity: 6, open_quantity: 4 }, { open_quantity: 0 }, { open_quantity: 1 }],
    });
    const rest = (await post(admin, `${path}/convert`, { supplier_id: acme }, 201)) as unknown as Body[];
    expect(rest).toMatchObject([
      {
        lines: [
          { quantity: 4, request_line_id: a },
          { quantity: 1, request_line_id: c },
        ],
      },
    ]);
    const done = await get(admin, path);
    expect(done).toMatchObject({ status: 'Converted' });
    expect(done['conversions']).toHaveLength(4);
    await post(admin, `${path}/convert`, {}, 409);
  });

  it('an approved request can be cancelled, a rejected one goes back to its draft', async () => {
    const { id } = await aProduct(admin);
    const make = async (): Promise<string> => {
      const made = await post(
        admin,
        '/v1/purchase-requests',
        { lines: [{ product_id: id, quantity: 1 }] },
        201,
      );
      const path = `/v1/purchase-requests/${made.id}`;
      await post(admin, `${path}/submit`);
      return path;
    };
    const first = await make();
    await post(admin, `${first}/approve`);
    await post(admin, `${first}/cancel`, {}, 422);
    expect(await post(admin, `${first}/cancel`, { comment: 'Not needed' })).toMatchObject({
      status: 'Cancelled',
    });
    const second = await make();
    await post(admin, `${second}/reject`, {}, 422);
    await post(admin, `${second}/reject`, { comment: 'Too much' });
    expect(await post(admin, `${second}/return`)).toMatchObject({ status: 'Draft' });
    await admin.patch(second, { lines: [{ product_id: id, quantity: 2 }] }).expect(200);
    await admin.delete(second).expect(204);
  });

  it('date rules hold when a date is set, not on every change: old requests and orders move on', async () => {
    const { id } = await aProduct(admin, empty);
    const lines = [{ product_id: id, quantity: 1, supplier_id: acme }];
    const late = { lines, required_by_date: '2020-01-01' };
    expect(codesOf(await post(admin, '/v1/purchase-requests', late, 422))).toEqual([
      'required_by_date DATE_IN_PAST',
    ]);
    const request = await post(
      admin,
      '/v1/purchase-requests',
      { ...late, required_by_date: '2099-01-01' },
      201,
    );
    await t.dataSource.query(`UPDATE purchase_requests SET required_by_date = '2020-01-01' WHERE id = $1`, [
      request.id,
    ]);
    const path = `/v1/purchase-requests/${request.id}`;
    await admin.patch(path, { notes: 'Still wanted' }).expect(200);
    await post(admin, `${path}/submit`);
    await post(admin, `${path}/approve`);
    const [order] = (await post(admin, `${path}/convert`, {}, 201)) as unknown as Body[];
    await t.dataSource.query(
      `UPDATE purchase_orders SET expected_delivery_date = '2020-01-01' WHERE id = $1`,
      [order!.id],
    );
    await post(admin, `/v1/purchase-orders/${order!.id}/send`);
    await admin.patch(`/v1/purchase-orders/${order!.id}/status`, { status: 'Delivered' }).expect(200);
  });

  it('a cancelled delivery that is changed stays cancelled until it is completed again', async () => {
    const { id } = await aProduct(admin, empty);
    const receipt = await deliver([{ product_id: id, quantity: 5, unit_price: 1 }]);
    const path = `/v1/delivery-receipts/${receipt.id}`;
    await post(admin, `${path}/cancel`, { comment: 'Counted wrong' });
    const lines = [{ id: receipt.lines[0]!.id, quantity: 4 }];
    expect((await admin.patch(path, { lines }).expect(200)).body).toMatchObject({
      status: 'Cancelled',
      total: 4,
    });
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 0 });
    await post(admin, `${path}/complete`);
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 4 });
  });

  it('notes, discount, batch and expiry of a line are kept as they are given', async () => {
    const { id } = await aProduct(admin, { ...empty, track_batches: true });
    const line = {
      product_id: id,
      quantity: 2,
      unit_price: 10,
      discount_percent: 5,
      notes: 'Top shelf',
      batch_number: 'B-7',
      expiry_date: '2031-01-31',
    };
    const receipt = await deliver([line], 201, {
      supplier_reference: 'LS-9',
      driver_name: 'Jo',
      vehicle_number: 'X 1',
    });
    expect(receipt).toMatchObject({ supplier_reference: 'LS-9', driver_name: 'Jo', vehicle_number: 'X 1' });
    const { quantity: received_quantity, ...kept } = line;
    expect(receipt.lines).toMatchObject([{ ...kept, received_quantity, net_amount: 19, discount_amount: 1 }]);
  });

  it('a partial decision is kept as one, and the header follows its lines', async () => {
    const { id } = await aProduct(admin, empty);
    const lines = [
      { product_id: id, quantity: 4, unit_price: 1 },
      { product_id: id, quantity: 4, unit_price: 1 },
    ];
    const draft = await deliver(lines, 201, { complete: false });
    const decide = (at: number, body: object): Promise<Body> =>
      post(admin, `/v1/delivery-receipts/${draft.id}/lines/${draft.lines[at]!.id}/quality`, body);
    const half = { decision: 'partial', accepted_quantity: 2, issue_type: 'poor_quality' };
    expect(await decide(0, half)).toMatchObject({
      quality_status: 'pending',
      lines: [{ quality_decision: 'partial', accepted_quantity: 2, quality_checked_by: admin.user_id }, {}],
    });
    expect(await decide(1, { decision: 'accepted' })).toMatchObject({ quality_status: 'partial', total: 6 });
    expect(await decide(0, { decision: 'accepted' })).toMatchObject({ quality_status: 'approved', total: 8 });
  });

  it('what comes is tracked on the order line by line, rejected goods are still to come', async () => {
    const { id } = await aProduct(admin, empty);
    const order = await anOrder(admin, acme, [{ product_id: id, quantity: 10, unit_price: 1 }]);
    const line = {
      line_id: order.lines[0]!.id,
      quantity: 4,
      quality: { decision: 'rejected', issue_type: 'other' },
    };
    await post(admin, `/v1/purchase-orders/${order.id}/receive`, { lines: [line] }, 201);
    expect(await get(admin, `/v1/purchase-orders/${order.id}`)).toMatchObject({
      status_meaning: 'partial',
      lines: [{ received_quantity: 4, rejected_quantity: 4, outstanding_quantity: 10 }],
    });
    const cancelled = await post(admin, `/v1/purchase-orders/${order.id}/cancel`, { comment: 'x' }, 409);
    expect(cancelled.code).toBe('ORDER_HAS_DELIVERIES');
  });

  it('leaves no drift', () => expectNoDrift(admin));
});
