import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aBundle, aProduct, giveBack, sell as ring } from './till.js';
import {
  aBatchedProduct,
  aStore,
  deliver,
  lotTexts,
  lotsInStock,
  type Lot,
  type TrackedSale,
} from './tracked-goods.js';

interface Receipt {
  number: string;
  body: { version: number; lines: { sku: string; lots?: object[] }[] };
}

const LONG_AGO = '2020-01-31';
const FAR_AHEAD = '2099-12-31';

describe('batches at the till', () => {
  let t: TestApp;
  let admin: Client;
  let product: TestProduct;

  const sell = (items: object[]): Promise<TrackedSale> =>
    ring(admin, items) as Promise<unknown> as Promise<TrackedSale>;
  const receiptOf = async ({ id }: { id: string }): Promise<Receipt> =>
    (await admin.get(`/v1/sales/${id}/receipt`).expect(200)).body as Receipt;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
  });
  beforeEach(async () => {
    product = await aBatchedProduct(admin, { name: 'Yoghurt' });
    await deliver(t, [{ product, quantity: 4, batch_number: 'L1', expiry_date: FAR_AHEAD }]);
    await deliver(t, [{ product, quantity: 4, batch_number: 'L2' }]);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it('are sold by the order of the place, and told with the line, when nobody names one', async () => {
    const sale = await sell([{ product_id: product.id, quantity: 6 }]);
    expect(sale.items[0]!.lots).toEqual([
      {
        product_id: product.id,
        batch_number: 'L1',
        expiry_date: FAR_AHEAD,
        serial_number: null,
        quantity: 4,
      },
      { product_id: product.id, batch_number: 'L2', expiry_date: null, serial_number: null, quantity: 2 },
    ]);
    const read = (await admin.get(`/v1/sales/${sale.id}`).expect(200)).body as TrackedSale;
    expect(read.items).toEqual(sale.items);
    expect(await lotsInStock(t, product)).toEqual(['L2 2']);

    const back = await giveBack(admin, sale as never, [3]).expect(201);
    const { items } = back.body as { items: { lots: Lot[] }[] };
    expect(lotTexts(items[0]!.lots).sort()).toEqual(['L1 1', 'L2 2']);
    expect(await lotsInStock(t, product)).toEqual(['L1 1', 'L2 4']);
    const listed = await admin.get(`/v1/returns?sale_id=${sale.id}`).expect(200);
    expect((listed.body as { items: unknown[] }[])[0]!.items).toEqual(items);
  });

  it('are taken from the one named on the goods, and a void gives them back to it', async () => {
    const sale = await sell([{ product_id: product.id, quantity: 3, batch_number: 'L2' }]);
    expect(lotTexts(sale.items[0]!.lots)).toEqual(['L2 3']);
    expect(await lotsInStock(t, product)).toEqual(['L1 4', 'L2 1']);
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect(await lotsInStock(t, product)).toEqual(['L1 4', 'L2 4']);
  });

  it('are printed on a receipt of the next version, which proves itself; plain goods print as before', async () => {
    const plain = await aProduct(admin);
    const other = await sell([{ product_id: plain.id }]);
    const before = await receiptOf(other);
    expect(before.body.version).toBe(2);
    expect(before.body.lines.every((line) => !('lots' in line))).toBe(true);

    const sale = await sell([
      { product_id: product.id, quantity: 2, batch_number: 'L1' },
      { product_id: plain.id },
    ]);
    const { body, number } = await receiptOf(sale);
    expect(body).toMatchObject({
      version: 3,
      lines: [
        { lots: [{ sku: product.sku, batch: 'L1', expires: FAR_AHEAD, serial: null, quantity: '2' }] },
        { lots: [] },
      ],
    });
    const proof = await admin.get(`/v1/receipts/${number}/proof`).expect(200);
    expect(proof.body).toMatchObject({ is_valid: true });
    const text = await admin.get(`/v1/sales/${sale.id}/receipt.txt`).expect(200);
    expect(text.text).toContain(`2 of batch L1, best before ${FAR_AHEAD}`.slice(0, 38));
    expect(await receiptOf(other)).toEqual(before);

    const returned = await giveBack(admin, sale as never, [1, 0]).expect(201);
    const { id } = returned.body as { id: string };
    const receipt = (await admin.get(`/v1/returns/${id}/receipt`).expect(200)).body as Receipt;
    expect(receipt.body).toMatchObject({ version: 3, lines: [{ lots: [{ batch: 'L1', quantity: '-1' }] }] });
  });

  it('are refused by their field when they are not known, not told apart, or hold too little', async () => {
    await deliver(t, [{ product, quantity: 1, batch_number: 'L1', expiry_date: '2098-01-01' }]);
    const plain = await aProduct(admin);
    const unknown = await admin
      .post('/v1/sales', {
        items: [
          { product_id: plain.id, batch_number: 'L1' },
          { product_id: product.id, batch_number: 'L9' },
          { product_id: product.id, batch_number: 'L1' },
        ],
      })
      .expect(422);
    expect(unknown.body).toMatchObject({
      errors: [
        { field: 'items.0.batch_number', code: 'BATCH_NOT_FOUND' },
        { field: 'items.1.batch_number', code: 'BATCH_NOT_FOUND' },
        { field: 'items.2.batch_number', code: 'BATCH_AMBIGUOUS' },
      ],
    });
    const names = { product_id: product.id, batch_number: 'L1', expiry_date: FAR_AHEAD };
    const short = await admin.post('/v1/sales', { items: [{ ...names, quantity: 5 }] }).expect(409);
    expect(short.body).toMatchObject({ code: 'INSUFFICIENT_STOCK', lines: [{ requested: 5, available: 4 }] });
    expect(lotTexts((await sell([{ ...names, quantity: 4 }])).items[0]!.lots)).toEqual(['L1 4']);
  });

  it('that expired are not sold, named or not, and the refusal says how many they are', async () => {
    const milk = await aBatchedProduct(admin, { name: 'Milk' });
    await deliver(t, [{ product: milk, quantity: 5, batch_number: 'OLD', expiry_date: LONG_AGO }], 'opening');
    await deliver(t, [{ product: milk, quantity: 2, batch_number: 'NEW', expiry_date: FAR_AHEAD }]);
    const tooMany = await admin
      .post('/v1/sales', { items: [{ product_id: milk.id, quantity: 3 }] })
      .expect(409);
    expect(tooMany.body).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      lines: [{ product_id: milk.id, requested: 3, available: 2, expired: 5 }],
    });
    expect((tooMany.body as { detail: string }).detail).toContain('5 expired');
    const old = [{ product_id: milk.id, batch_number: 'OLD' }];
    await admin.post('/v1/sales', { items: old }).expect(409);
    expect(lotTexts((await sell([{ product_id: milk.id, quantity: 2 }])).items[0]!.lots)).toEqual(['NEW 2']);
    expect(await lotsInStock(t, milk)).toEqual(['OLD 5']);
  });

  it('come and go with the lines of a pending cart', async () => {
    const cart = (await admin.post('/v1/sales', { items: [{ product_id: product.id }] }).expect(201))
      .body as TrackedSale;
    const wrong = await admin
      .post(`/v1/sales/${cart.id}/items`, { product_id: product.id, batch_number: 'L9' })
      .expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ field: 'items.1.batch_number' }] });
    const added = await admin
      .post(`/v1/sales/${cart.id}/items`, { product_id: product.id, batch_number: 'L2', quantity: 2 })
      .expect(201);
    const { items } = added.body as TrackedSale;
    expect(items.map(({ lots }) => lotTexts(lots))).toEqual([['L1 1'], ['L2 2']]);
    await admin.put(`/v1/sales/${cart.id}`, { discount_amount: 1 }).expect(200);
    await admin.delete(`/v1/sales/${cart.id}/items/${items[1]!.id}`).expect(200);
    expect(await lotsInStock(t, product)).toEqual(['L1 3', 'L2 4']);
    await admin.delete(`/v1/sales/${cart.id}`).expect(200);
    expect(await lotsInStock(t, product)).toEqual(['L1 4', 'L2 4']);
  });

  it('of the parts of a bundle are told with its line', async () => {
    const cup = await aProduct(admin);
    const bundle = await aBundle(admin, 20, [
      [product, 2],
      [cup, 1],
    ]);
    const sale = await sell([{ product_id: bundle.id, quantity: 2, batch_number: 'L2' }]);
    expect(sale.items[0]!.lots).toMatchObject([{ product_id: product.id, batch_number: 'L2', quantity: 4 }]);
    const { body } = await receiptOf(sale);
    expect(body.lines[0]!.lots).toMatchObject([{ sku: product.sku, batch: 'L2', quantity: '4' }]);
    const back = await giveBack(admin, sale as never, [1]).expect(201);
    expect((back.body as { items: { lots: Lot[] }[] }).items[0]!.lots).toMatchObject([
      { product_id: product.id, batch_number: 'L2', quantity: 2 },
    ]);
    expect(await lotsInStock(t, product)).toEqual(['L1 4', 'L2 2']);
  });

  it('are taken by orders and by blind returns in the same words', async () => {
    const order = await admin
      .post('/v1/orders', { order_items: [{ product_id: product.id, quantity: 1, batch_number: 'L2' }] })
      .expect(201);
    expect(order.body).toMatchObject({ order_items: [{ lots: [{ batch_number: 'L2', quantity: 1 }] }] });
    const item = { product_id: product.id, quantity: 2, batch_number: 'L3', expiry_date: FAR_AHEAD };
    const back = await admin.post('/v1/returns', { items: [item] }).expect(201);
    expect(back.body).toMatchObject({
      items: [{ lots: [{ batch_number: 'L3', expiry_date: FAR_AHEAD, quantity: 2 }] }],
    });
    expect(await lotsInStock(t, product)).toEqual(['L1 4', 'L2 3', 'L3 2']);
  });

  it('leave by what expires first where the place says so', async () => {
    const dairy = await aStore(admin, 'DAIRY', { issue_order: 'fefo' });
    await deliver(
      t,
      [{ product, quantity: 1, batch_number: 'LATE', expiry_date: FAR_AHEAD }],
      'receipt',
      dairy,
    );
    await deliver(
      t,
      [{ product, quantity: 1, batch_number: 'SOON', expiry_date: '2098-01-01' }],
      'receipt',
      dairy,
    );
    const items = [{ product_id: product.id }];
    const sale = (await admin.post('/v1/sales', { items, location_id: dairy }).expect(201))
      .body as TrackedSale;
    expect(lotTexts(sale.items[0]!.lots)).toEqual(['SOON 1']);
  });

  it('of goods that were sold before batches were tracked are unknown when they come back', async () => {
    const tea = await aProduct(admin, { stock_quantity: 5 });
    const sale = await sell([{ product_id: tea.id, quantity: 5 }]);
    const other = await sell([{ product_id: product.id, quantity: 1 }]);
    await admin.patch(`/v1/products/${tea.id}`, { track_batches: true }).expect(200);
    await t.drainJobs();
    await giveBack(admin, sale as never, [2]).expect(201);
    await admin.post(`/v1/sales/${other.id}/void`, {}).expect(200);
    expect(await lotsInStock(t, tea)).toEqual([expect.stringMatching(/^UNKNOWN-.* 2$/)]);
  });
});
