import { newId } from '../../../src/common/database/new-id.js';
import { aProduct, expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aPack, aSupplier, anOrder, codesOf, get, post, stockOf, type Body } from './purchasing-shop.js';

let t: TestApp;
let admin: Client;
let acme: string;
let mug: TestProduct;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  acme = await aSupplier(admin);
  mug = await aProduct(admin, { name: 'Mug', cost_price: 6 });
});
afterAll(() => t.close());

describe('Pandac’s calls', () => {
  it('make, list, ship and receive an order at both addresses', async () => {
    const product = await aProduct(admin, { stock_quantity: 0 });
    const made = await post(
      admin,
      '/v1/inventory/purchase-orders/',
      {
        supplier_id: acme,
        product_list: [{ product_id: product.id, quantity: 10, price: 5 }],
        status: 'Pending',
      },
      201,
    );
    expect(made).toMatchObject({
      supplier_id: acme,
      supplier_name: 'Acme',
      status: 'Pending',
      product_list: [{ product_id: product.id, quantity: 10, unit_price: 5 }],
      total: 50,
    });
    const path = `/v1/purchase-orders/${made.id}`;
    expect(await get(admin, `/v1/inventory/purchase-orders/${made.id}`)).toEqual(await get(admin, path));
    const listed = (await get(admin, '/v1/purchase-orders/?status=pending')) as unknown as Body[];
    expect(listed.map(({ id }) => id)).toContain(made.id);
    const shipped = await admin
      .patch(`${path}/status`, { status: 'Shipped', comments: 'By van' })
      .expect(200);
    expect(shipped.body).toMatchObject({ status: 'Shipped', status_meaning: 'in_progress' });
    const delivered = await admin.patch(`${path}/status`, { status: 'Delivered' }).expect(200);
    expect(delivered.body).toMatchObject({ status: 'Delivered', delivery_status: 'delivered' });
    expect(await stockOf(admin, product.id)).toEqual({ on_hand: 10, stock_value: 50 });
    const again = await admin.patch(`${path}/status`, { status: 'Delivered' }).expect(200);
    expect(again.body.version).toBe(delivered.body.version);
    expect(await stockOf(admin, product.id)).toMatchObject({ on_hand: 10 });
    const receipts = (await get(admin, '/v1/delivery-receipts')) as unknown as Body[];
    expect(receipts.filter(({ source_document_id }) => source_document_id === made.id)).toHaveLength(1);
  });

  it('receive at once, name products alone, change with PUT and delete what is pending', async () => {
    const product = await aProduct(admin, { cost_price: 4, stock_quantity: 0 });
    const body = { supplier_id: acme, product_list: [product.id], status: 'Delivered' };
    const done = await post(admin, '/v1/purchase-orders', body, 201);
    expect(done).toMatchObject({
      status: 'Delivered',
      lines: [{ quantity: 1, price_source: 'cost_price' }],
    });
    await admin.delete(`/v1/purchase-orders/${done.id}`).expect(409);

    const { id } = await anOrder(admin, acme, [{ product_id: product.id, quantity: 2 }]);
    const items = [{ product_id: product.id, quantity: 3, unit_price: 1 }];
    const changed = await admin
      .put(`/v1/inventory/purchase-orders/${id}`, { items, status: 'Shipped' })
      .expect(200);
    expect(changed.body).toMatchObject({ status: 'Shipped', total: 3 });
    await admin.put(`/v1/purchase-orders/${id}`, { items }).expect(409);

    const { id: pending } = await anOrder(admin, acme, [{ product_id: product.id, quantity: 2 }]);
    await admin.delete(`/v1/purchase-orders/${pending}`).expect(204);
    await admin.get(`/v1/purchase-orders/${pending}`).expect(404);
    await admin.patch(`/v1/purchase-orders/${id}/status`, { status: 'Lost' }).expect(422);
  });
});

describe('an order', () => {
  it('is refused with everything that is wrong at once', async () => {
    const blocked = await aProduct(admin, { purchase_blocked: true });
    const old = await aSupplier(admin, { is_active: false });
    const refused = await post(
      admin,
      '/v1/purchase-orders',
      {
        supplier_id: old,
        expected_delivery_date: '2020-01-01',
        lines: [
          { product_id: blocked.id, quantity: 1 },
          { product_id: newId(), quantity: 1 },
          { quantity: 1 },
          { product_id: mug.id, quantity: 0.5 },
          { product_id: mug.id, quantity: 1, unit: 'crate' },
        ],
      },
      422,
    );
    expect(codesOf(refused)).toEqual([
      'supplier_id SUPPLIER_INACTIVE',
      'lines.0.product_id PURCHASE_BLOCKED',
      'lines.1.product_id PRODUCT_NOT_FOUND',
      'lines.2.product_id PRODUCT_OR_CODE',
      'lines.3.quantity FRACTIONAL_QUANTITY',
      'lines.4.unit UNIT_NOT_FOUND',
      'expected_delivery_date DATE_IN_PAST',
    ]);
    expect(codesOf(await post(admin, '/v1/purchase-orders', { supplier_id: acme }, 422))).toEqual([
      'lines LINES_REQUIRED',
    ]);
  });

  it('takes its price from what is known, the nearest first, and says so', async () => {
    const product = await aProduct(admin, { cost_price: 9, stock_quantity: 0 });
    const other = await aSupplier(admin, { name: 'Other' });
    const suggestion = async (supplier_id = acme, unit = ''): Promise<unknown[]> => {
      const path = `/v1/purchase-orders/price-suggestion?supplier_id=${supplier_id}&product_id=${product.id}${unit}`;
      const { unit_price, price_source } = await get(admin, path);
      return [unit_price, price_source];
    };
    expect(await suggestion()).toEqual([9, 'cost_price']);
    await admin.post(`/v1/inventory/restock/${product.id}?quantity=1&unit_cost=8`).expect(200);
    expect(await suggestion()).toEqual([8, 'average_cost']);
    await aPack(admin, product.id, 'box', 12);
    await post(
      admin,
      `/v1/suppliers/${acme}/products`,
      { product_id: product.id, cost: 84, pack_factor: 12, supplier_code: 'AC-9' },
      201,
    );
    expect(await suggestion()).toEqual([7, 'supplier_offer']);
    expect(await suggestion(acme, '&unit=box')).toEqual([84, 'supplier_offer']);
    await post(
      admin,
      '/v1/delivery-receipts',
      {
        supplier_id: other,
        complete: true,
        lines: [{ product_id: product.id, quantity: 1, unit: 'box', unit_price: 72 }],
      },
      201,
    );
    expect(await suggestion()).toEqual([6, 'location']);
    const branch = await post(admin, '/v1/locations', { code: 'B2', name: 'Branch' }, 201);
    const there = await get(
      admin,
      `/v1/purchase-orders/price-suggestion?supplier_id=${acme}&product_id=${product.id}&location_id=${branch.id}`,
    );
    expect(there).toMatchObject({
      unit_price: 6,
      price_source: 'any_supplier',
      bought_on: expect.any(String),
    });
    await post(
      admin,
      '/v1/delivery-receipts',
      {
        supplier_id: acme,
        location_id: branch.id,
        complete: true,
        lines: [{ product_id: product.id, quantity: 2, unit_price: 5.5, discount_percent: 10 }],
      },
      201,
    );
    // At this location somebody else was paid 6; this supplier was paid 5.50 less 10 % elsewhere.
    expect(await suggestion()).toEqual([6, 'location']);
    expect(await suggestion(other)).toEqual([6, 'supplier_location']);
    const order = await anOrder(admin, acme, [{ product_id: product.id, quantity: 3 }], {
      location_id: branch.id,
    });
    expect(order.lines).toMatchObject([
      { unit_price: 4.95, price_source: 'supplier_location', supplier_code: 'AC-9' },
    ]);
    await (await t.as('cashier')).get(`/v1/purchase-orders/price-suggestion`).expect(403);
  });

  it('reckons packs, discounts and tax, inside the price or on top', async () => {
    const tax = await post(admin, '/v1/tax-groups', { code: 'P20', name: 'Twenty', rate: 20 }, 201);
    const product = await aProduct(admin, { tax_group_id: tax.id });
    await aPack(admin, product.id, 'box', 12);
    const lines = [{ product_id: product.id, quantity: 5, unit: 'box', unit_price: 7, discount_percent: 10 }];
    // 5 × 7.00 = 35.00, less 3.50, with 20 % of 31.50 on top.
    expect(await anOrder(admin, acme, lines)).toMatchObject({
      ...{ subtotal: 31.5, discount_total: 3.5, tax_total: 6.3, total: 37.8, prices_include_tax: false },
      lines: [{ unit: 'box', unit_factor: 12, net_amount: 31.5, tax_rate: 20, total_amount: 37.8 }],
    });
    const inside = { code: 'TIN', name: 'Gross', purchase_prices_include_tax: true };
    const { id: location_id } = await post(admin, '/v1/locations', inside, 201);
    // 31.50 with the tax inside: 26.25 and 5.25.
    expect(await anOrder(admin, acme, lines, { location_id })).toMatchObject({
      ...{ subtotal: 26.25, tax_total: 5.25, total: 31.5, prices_include_tax: true },
    });
  });

  it('may not exceed what we may owe the supplier, open orders included', async () => {
    const strict = await aSupplier(admin, { credit_limit: 100 });
    const lines = (quantity: number): object[] => [{ product_id: mug.id, quantity, unit_price: 10 }];
    const first = await anOrder(admin, strict, lines(6));
    const refused = await post(admin, '/v1/purchase-orders', { supplier_id: strict, lines: lines(5) }, 422);
    expect(codesOf(refused)).toEqual(['supplier_id CREDIT_LIMIT_EXCEEDED']);
    // The same order may grow to the limit: it does not count twice.
    await admin.patch(`/v1/purchase-orders/${first.id}`, { lines: lines(10) }).expect(200);
    await post(admin, `/v1/purchase-orders/${first.id}/cancel`, { comment: 'No' });
    await anOrder(admin, strict, lines(10));
    await anOrder(admin, await aSupplier(admin, { credit_limit: 0 }), lines(10));
  });

  it('goes only to suppliers we may buy from, and comes back when it is overdue', async () => {
    const supplier_id = await aSupplier(admin, { name: 'Late' });
    const { id, version } = await anOrder(admin, supplier_id, [{ product_id: mug.id, quantity: 1 }]);
    const path = `/v1/purchase-orders/${id}`;
    await admin.patch(`/v1/suppliers/${supplier_id}`, { delivery_blocked: true }).expect(200);
    expect((await post(admin, `${path}/send`, {}, 409)).code).toBe('SUPPLIER_BLOCKED');
    const actions = (await get(admin, `${path}/actions`)) as unknown as Body[];
    expect(actions.find(({ action }) => action === 'send')).toMatchObject({
      allowed: false,
      reasons: [{ code: 'SUPPLIER_BLOCKED' }],
    });
    await admin.patch(`/v1/suppliers/${supplier_id}`, { delivery_blocked: false }).expect(200);
    await t.dataSource.query(
      `UPDATE purchase_orders SET expected_delivery_date = '2020-01-01' WHERE id = $1`,
      [id],
    );
    const overdue = (await get(admin, '/v1/purchase-orders/overdue')) as unknown as Body[];
    expect(overdue.map((each) => each.id)).toEqual([id]);
    // An old date that stays is no new date.
    await admin
      .patch(path, { notes: 'Urgent now', is_urgent: true })
      .set('if-match', `"${version}"`)
      .expect(200);
    await admin.patch(path, { notes: 'x' }).set('if-match', `"${version}"`).expect(412);
    await post(admin, `${path}/send`);
    const past = { expected_delivery_date: '2020-01-02' };
    expect(codesOf(await post(admin, `${path}/confirm`, past, 422))).toEqual([
      'expected_delivery_date DATE_IN_PAST',
    ]);
    await admin.patch(`${path}/status`, { status: 'delivered' }).expect(200);
    expect(await get(admin, '/v1/purchase-orders/overdue')).toEqual([]);
  });

  it('is made once more, and prints', async () => {
    const order = await anOrder(admin, acme, [
      { product_id: mug.id, quantity: 2, unit_price: 3, notes: 'Blue' },
    ]);
    const copy = await post(admin, `/v1/purchase-orders/${order.id}/duplicate`, {}, 201);
    expect(copy).toMatchObject({ status: 'Pending', total: 6, source_document_id: order.id });
    expect(copy.number).not.toBe(order.number);
    const pdf = await admin.get(`/v1/purchase-orders/${order.id}/pdf`).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    // With letters of its own: those of PDF itself are Western ones only.
    expect((pdf.body as Buffer).toString('latin1')).toMatch(/FontName \/\w+\+DejaVuSans/);
    expect((await post(admin, `/v1/purchase-orders/${order.id}/send`, { email: true }, 409)).code).toBe(
      'MAIL_NOT_CONFIGURED',
    );
  });

  it('keeps its prices from those who may not know costs, and its steps from those who may not buy', async () => {
    const { id } = await anOrder(admin, acme, [{ product_id: mug.id, quantity: 2, unit_price: 3 }]);
    const cashier = await t.as('cashier');
    const seen = await get(cashier, `/v1/purchase-orders/${id}`);
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['total']));
    expect(Object.keys(seen.lines[0]!)).not.toEqual(expect.arrayContaining(['unit_price']));
    await cashier.get(`/v1/purchase-orders/${id}/pdf`).expect(403);
    await cashier.post(`/v1/purchase-orders/${id}/send`).expect(403);
    const officer = await t.as('inventory_officer');
    await officer.post(`/v1/purchase-orders/${id}/submit`).expect(200);
    await officer.post(`/v1/purchase-orders/${id}/approve`).expect(403);
    await officer.patch(`/v1/purchase-orders/${id}/status`, { status: 'Approved' }).expect(403);
    await (await t.as('manager')).post(`/v1/purchase-orders/${id}/approve`).expect(200);
    const bulk = await admin
      .post('/v1/purchase-orders/transitions', { ids: [id, newId()], action: 'send' })
      .expect(200);
    expect(bulk.body).toMatchObject([{ is_done: true, status: 'sent' }, { is_done: false }]);
  });

  it('needs the approvals that its amount asks for, by somebody else than its author', async () => {
    const rule = { from_status: 'submitted', to_status: 'approved', four_eyes: true };
    const by = (role: string): object => ({ type: 'role', role });
    const rules = '/v1/document-types/purchase_order/approval-rules';
    await post(admin, rules, { ...rule, name: 'All', level: 1, approver: by('manager') }, 201);
    await post(
      admin,
      rules,
      { ...rule, name: 'Above 1,000', level: 2, min_amount: 1000, approver: by('admin') },
      201,
    );
    const manager = await t.as('manager');
    const line = (quantity: number): object => ({ product_id: mug.id, quantity, unit_price: 10 });
    const order = async (author: Client, quantity: number): Promise<string> => {
      const { id } = await anOrder(author, acme, [line(quantity)]);
      const path = `/v1/purchase-orders/${id}`;
      await post(author, `${path}/submit`);
      return path;
    };
    const own = await order(manager, 1);
    await post(manager, `${own}/approve`, {}, 403);
    const officer = await t.as('inventory_officer');
    const small = await order(officer, 100);
    expect(await post(manager, `${small}/approve`)).toMatchObject({ status: 'Approved' });
    const large = await order(officer, 101);
    await post(admin, `${large}/approve`, {}, 403);
    expect(await post(manager, `${large}/approve`)).toMatchObject({ status: 'Submitted' });
    expect(await post(admin, `${large}/approve`)).toMatchObject({ status: 'Approved' });
    expect(await post(admin, `${large}/send`)).toMatchObject({ status: 'Sent' });
  });

  it('leaves no drift', () => expectNoDrift(admin));
});
