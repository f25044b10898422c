import { newId } from '../../../src/common/database/new-id.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/default-ids.js';
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
} from './purchasing-shop.js';

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

/** A direct delivery, completed unless it says otherwise. */
function deliver(lines: object[], fields: object = {}, status = 201): Promise<Body> {
  return post(
    admin,
    '/v1/delivery-receipts',
    { supplier_id: acme, complete: true, lines, ...fields },
    status,
  );
}

describe('units', () => {
  it('turn 5 boxes of 12 for 7.00 into 60 pieces that cost 35.00 to the cent', async () => {
    const { id } = await aProduct(admin, empty);
    await aPack(admin, id, 'box', 12);
    const receipt = await deliver([{ product_id: id, quantity: 5, unit: 'box', unit_price: 7 }]);
    expect(receipt.lines).toMatchObject([
      { received_quantity: 5, base_quantity: 60, net_amount: 35, unit_cost: 0.5833 },
    ]);
    expect(await stockOf(admin, id)).toEqual({ on_hand: 60, stock_value: 35 });
  });
});

describe('landed costs', () => {
  interface Goods {
    a: string;
    b: string;
    c: string;
  }

  /** 60 pieces for 35.00 that weigh 12 kg, 20 for 100.00 of 30 kg, 10 for 15.00 of 3 kg. */
  async function goods(complete: boolean): Promise<Goods & { receipt: Body }> {
    const ids = [];
    for (let at = 0; at < 3; at++) ids.push((await aProduct(admin, empty)).id);
    const [a, b, c] = ids as [string, string, string];
    const lines = [
      { product_id: a, quantity: 60, unit_price: 0.5833, unit_weight_kg: 0.2 },
      { product_id: b, quantity: 20, unit_price: 5, unit_weight_kg: 1.5 },
      { product_id: c, quantity: 10, unit_price: 1.5, unit_weight_kg: 0.3 },
    ];
    return { a, b, c, receipt: await deliver(lines, { complete }) };
  }

  it.each([
    ['quantity', [6.67, 2.22, 1.11]],
    ['value', [2.33, 6.67, 1]],
    ['weight', [2.67, 6.67, 0.66]],
  ])('by %s go into the unit costs when they are known before', async (allocation, shares) => {
    const { a, b, c, receipt } = await goods(false);
    const path = `/v1/delivery-receipts/${receipt.id}`;
    const cost = { description: 'Freight', amount: 10, allocation };
    const drafted = await post(admin, `${path}/landed-costs`, { costs: [cost] });
    expect(drafted.lines.map(({ landed_amount }) => landed_amount)).toEqual(shares);
    expect(drafted.version).toBeGreaterThan(receipt.version);
    await post(admin, `${path}/complete`);
    const values = [35, 100, 15];
    for (const [at, id] of [a, b, c].entries()) {
      const { stock_value } = await stockOf(admin, id);
      expect(stock_value).toBeCloseTo(values[at]! + shares[at]!, 7);
    }
  });

  it('that come later revalue what is left and true up what was sold', async () => {
    const { b, receipt } = await goods(true);
    await admin.post(`/v1/inventory/stock-adjustment/${b}?adjustment=-5&reason=Sold`).expect(200);
    const path = `/v1/delivery-receipts/${receipt.id}/landed-costs`;
    const late = await post(admin, path, {
      costs: [{ description: 'Duty', amount: 10, allocation: 'weight' }],
    });
    expect(late['landed_costs']).toMatchObject([{ is_late: true, amount: 10 }]);
    expect(late.version).toBeGreaterThan(receipt.version);
    // 6.67 on 20 pieces: three quarters on the 15 that are left, a quarter on the 5 that are gone.
    const [left] = await t.dataSource.query<{ value: string }[]>(
      `SELECT stock_value::text AS value FROM stock_levels WHERE product_id = $1`,
      [b],
    );
    expect(Number(left!.value)).toBeCloseTo(75 + (15 / 20) * 6.67, 7);
    const [gone] = await t.dataSource.query<{ cost: string }[]>(
      `SELECT -sum(value) AS cost FROM stock_movements WHERE product_id = $1 AND kind IN ('adjustment', 'true_up')`,
      [b],
    );
    expect(Number(gone!.cost)).toBeCloseTo(25 + (5 / 20) * 6.67, 7);
  });

  it('survive that the delivery is taken back and completed again', async () => {
    const { b, receipt } = await goods(true);
    const path = `/v1/delivery-receipts/${receipt.id}`;
    await post(admin, `${path}/landed-costs`, {
      costs: [{ description: 'Duty', amount: 10, allocation: 'value' }],
    });
    const before = await stockOf(admin, b);
    await post(admin, `${path}/cancel`, { comment: 'Wrong day' });
    expect(await stockOf(admin, b)).toEqual({ on_hand: 0, stock_value: 0 });
    await post(admin, `${path}/complete`);
    expect(await stockOf(admin, b)).toEqual(before);
  });

  it('say when nothing can bear or measure them, and can be taken off a draft', async () => {
    const { id } = await aProduct(admin, empty);
    const receipt = await deliver([{ product_id: id, quantity: 3, unit_price: 0 }], { complete: false });
    const path = `/v1/delivery-receipts/${receipt.id}/landed-costs`;
    const cost = (allocation: string, amount = 1): object => ({ description: 'x', amount, allocation });
    const refused = await post(
      admin,
      path,
      { costs: [cost('weight'), cost('value'), cost('quantity', 0.001)] },
      422,
    );
    expect(codesOf(refused)).toEqual([
      'costs.0.allocation NOTHING_TO_ALLOCATE_BY',
      'costs.1.allocation NOTHING_TO_ALLOCATE_BY',
      'costs.2.amount TOO_MANY_DECIMALS',
    ]);
    const added = await post(admin, path, { costs: [cost('quantity')] });
    const [{ id: costId }] = added['landed_costs'] as [{ id: string }];
    expect((await admin.delete(`${path}/${costId}`).expect(200)).body).toMatchObject({ landed_total: 0 });
    await admin.delete(`${path}/${costId}`).expect(404);
  });
});

describe('a delivery', () => {
  it('of several orders is of one supplier and location, and moves each of them on', async () => {
    const [one, two] = [await aProduct(admin, empty), await aProduct(admin, empty)];
    const first = await anOrder(admin, acme, [{ product_id: one.id, quantity: 4, unit_price: 2 }]);
    const second = await anOrder(admin, acme, [{ product_id: two.id, quantity: 6, unit_price: 3 }]);
    const other = await anOrder(admin, await aSupplier(admin), [{ product_id: two.id, quantity: 1 }]);
    const differing = { order_ids: [first.id, other.id] };
    expect(codesOf(await post(admin, '/v1/delivery-receipts', differing, 422))).toEqual([
      'order_ids ORDERS_DIFFER',
    ]);
    const both = { order_ids: [first.id, second.id], complete: true };
    expect(await post(admin, '/v1/delivery-receipts', both, 201)).toMatchObject({
      total: 26,
      supplier_id: acme,
    });
    for (const { id } of [first, second]) {
      expect(await get(admin, `/v1/purchase-orders/${id}`)).toMatchObject({ status: 'Delivered' });
    }
    expect(codesOf(await post(admin, '/v1/delivery-receipts', both, 422))).toEqual([
      'order_ids ORDER_NOT_RECEIVABLE',
      'order_ids ORDER_NOT_RECEIVABLE',
      'order_ids NOTHING_OUTSTANDING',
    ]);
  });

  it('may bring more than ordered where that was agreed: on the line, with the supplier, or in general', async () => {
    const { id } = await aProduct(admin, empty);
    const generous = await aSupplier(admin, { over_delivery_percent: 10 });
    const line = { product_id: id, quantity: 10, unit_price: 1 };
    const receive = async (
      supplier: string,
      fields: object,
      quantity: number,
      status: number,
    ): Promise<void> => {
      const order = await anOrder(admin, supplier, [{ ...line, ...fields }]);
      const lines = [{ line_id: order.lines[0]!.id, quantity }];
      await post(admin, `/v1/purchase-orders/${order.id}/receive`, { lines }, status);
    };
    await receive(acme, {}, 11, 422);
    await receive(acme, { over_delivery_percent: 20 }, 12, 201);
    await receive(generous, {}, 11, 201);
    await receive(generous, {}, 12, 422);
    await receive(generous, { over_delivery_percent: 0 }, 11, 422);
  });

  it('of tracked goods keeps batch, expiry and serial numbers', async () => {
    const milk = await aProduct(admin, { ...empty, track_batches: true, requires_expiry: true });
    const phone = await aProduct(admin, { ...empty, track_serials: true });
    const lines = [
      { product_id: milk.id, quantity: 3, unit_price: 1, batch_number: 'L-1', expiry_date: '2031-03-31' },
      { product_id: phone.id, quantity: 2, unit_price: 100, serial_numbers: ['SN-1', 'SN-2'] },
    ];
    const receipt = await deliver(lines);
    expect(receipt.lines).toMatchObject([{ batch_number: 'L-1' }, { serial_numbers: ['SN-1', 'SN-2'] }]);
    await deliver(
      [{ product_id: phone.id, quantity: 1, unit_price: 100, serial_numbers: ['SN-1'] }],
      {},
      409,
    );
    await deliver([{ product_id: phone.id, quantity: 1, unit_price: 100 }], {}, 422);
    // One of the two phones goes back, at what it cost.
    const back = await post(
      admin,
      '/v1/supplier-returns',
      {
        receipt_id: receipt.id,
        reason: 'Dead on arrival',
        complete: true,
        lines: [{ receipt_line_id: receipt.lines[1]!.id, quantity: 1, serial_numbers: ['SN-2'] }],
      },
      201,
    );
    expect(back).toMatchObject({ supplier_id: acme, total: 100, lines: [{ is_from_stock: true }] });
    expect(await stockOf(admin, phone.id)).toEqual({ on_hand: 1, stock_value: 100 });
    expect(
      (await post(admin, `/v1/delivery-receipts/${receipt.id}/cancel`, { comment: 'x' }, 409)).code,
    ).toBe('DELIVERY_HAS_RETURNS');
    await post(admin, `/v1/supplier-returns/${back.id}/cancel`);
    expect(await stockOf(admin, phone.id)).toEqual({ on_hand: 2, stock_value: 200 });
    await post(admin, `/v1/delivery-receipts/${receipt.id}/cancel`, { comment: 'x' });
    expect(await stockOf(admin, phone.id)).toEqual({ on_hand: 0, stock_value: 0 });
  });

  it('is not taken back once its goods were sold', async () => {
    const { id } = await aProduct(admin, empty);
    const receipt = await deliver([{ product_id: id, quantity: 3, unit_price: 2 }]);
    await post(admin, '/v1/sales', { items: [{ product_id: id, quantity: 1 }], payments: [] }, 201);
    const refused = await post(admin, `/v1/delivery-receipts/${receipt.id}/cancel`, { comment: 'x' }, 409);
    expect(refused.code).toBe('RECEIPT_ALREADY_CONSUMED');
    expect(await get(admin, `/v1/delivery-receipts/${receipt.id}`)).toMatchObject({ is_posted: true });
  });

  it('is corrected after it was completed: movements, order and prices follow', async () => {
    const { id } = await aProduct(admin, empty);
    const order = await anOrder(admin, acme, [{ product_id: id, quantity: 10, unit_price: 2 }]);
    const receipt = await post(admin, `/v1/purchase-orders/${order.id}/receive`, {}, 201);
    const path = `/v1/delivery-receipts/${receipt.id}`;
    const [line] = receipt.lines;
    const corrected = await admin
      .patch(path, { lines: [{ id: line!.id, quantity: 8, unit_price: 2.5 }] })
      .set('if-match', `"${receipt.version}"`)
      .expect(200);
    expect(corrected.body).toMatchObject({ status: 'Completed', is_posted: true, total: 20 });
    expect(await stockOf(admin, id)).toEqual({ on_hand: 8, stock_value: 20 });
    expect(await layersOf(t, id)).toEqual(['8 @ 2.5']);
    expect(await get(admin, `/v1/purchase-orders/${order.id}`)).toMatchObject({
      status_meaning: 'partial',
      lines: [{ received_quantity: 8, outstanding_quantity: 2 }],
    });
    const price = await get(
      admin,
      `/v1/purchase-orders/price-suggestion?supplier_id=${acme}&product_id=${id}`,
    );
    expect(price).toMatchObject({ unit_price: 2.5, price_source: 'supplier_location' });
    const decided = await post(admin, `${path}/lines/${line!.id}/quality`, {
      decision: 'rejected',
      issue_type: 'wrong_product',
    });
    expect(decided).toMatchObject({ quality_status: 'rejected', total: 0 });
    expect(await stockOf(admin, id)).toEqual({ on_hand: 0, stock_value: 0 });
    await admin.patch(path, { lines: [{ product_id: id, quantity: 1 }] }).expect(422);
    const history = (await get(admin, `${path}/history`)) as unknown as Body[];
    expect(history.filter(({ action }) => action === 'correct')).toHaveLength(2);
  });

  it('lets prices follow the cost: the catalogue’s price of a product with a markup', async () => {
    const { id } = await aProduct(admin, empty);
    const made = await admin.post('/v1/prices', {
      product_id: id,
      location_id: DEFAULT_LOCATION_ID,
      method: 'markup',
      markup_percent: 50,
    });
    expect([201, made.body]).toEqual([made.status, made.body]);
    await deliver([{ product_id: id, quantity: 10, unit_price: 4 }]);
    await t.drainJobs();
    const quote = await get(admin, `/v1/products/${id}/price`);
    expect(quote['unit_price'] ?? quote['price']).toBe(6);
  });

  it('names everything that is wrong at once', async () => {
    const { id } = await aProduct(admin);
    const wrong = {
      location_id: newId(),
      delivery_date: '2099-01-01',
      order_ids: [newId()],
      lines: [
        { product_id: id, quantity: 2, quality: { decision: 'partial' } },
        { order_line_id: newId(), quantity: 1 },
      ],
    };
    expect(codesOf(await post(admin, '/v1/delivery-receipts', wrong, 422))).toEqual([
      'location_id LOCATION_NOT_FOUND',
      'order_ids ORDER_NOT_FOUND',
      'supplier_id SUPPLIER_REQUIRED',
      'lines.1.order_line_id ORDER_LINE_NOT_FOUND',
      'lines.0.quality.issue_type ISSUE_TYPE_REQUIRED',
      'lines.0.quality.accepted_quantity ACCEPTED_QUANTITY_REQUIRED',
    ]);
    const future = {
      supplier_id: acme,
      delivery_date: '2099-01-01',
      lines: [{ product_id: id, quantity: 2 }],
    };
    expect(codesOf(await post(admin, '/v1/delivery-receipts', future, 422))).toEqual([
      'delivery_date DATE_IN_FUTURE',
    ]);
  });

  it('is repeatable by key, and does nothing in a dry run', async () => {
    const { id } = await aProduct(admin, empty);
    const body = {
      supplier_id: acme,
      complete: true,
      lines: [{ product_id: id, quantity: 3, unit_price: 2 }],
    };
    await admin.post('/v1/delivery-receipts?dry_run=true', body).expect(201);
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 0 });
    const first = await admin.post('/v1/delivery-receipts', body, 'once').expect(201);
    const again = await admin.post('/v1/delivery-receipts', body, 'once').expect(201);
    expect(again.body).toEqual(first.body);
    expect(await stockOf(admin, id)).toMatchObject({ on_hand: 3 });
  });

  it('leaves no drift', () => expectNoDrift(admin));
});
