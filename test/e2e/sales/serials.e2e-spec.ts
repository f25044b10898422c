import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aBundle, aPack, aProduct, aUnit, sell as ring } from './till.js';
import {
  aSerialProduct,
  aStore,
  deliver,
  lotTexts,
  lotsInStock,
  type Lot,
  type TrackedSale,
} from './tracked-goods.js';

interface Returned {
  id: string;
  items: { lots: Lot[] }[];
}

let units = 0;

/** Serial numbers that nothing else has. */
function serials(count: number): string[] {
  return Array.from({ length: count }, () => `SN-${(units += 1)}`);
}

describe('serial numbers at the till', () => {
  let t: TestApp;
  let admin: Client;
  let phone: TestProduct;
  let own: string[];

  const sell = (items: object[]): Promise<TrackedSale> =>
    ring(admin, items) as Promise<unknown> as Promise<TrackedSale>;
  const refused = async (status: number, items: object[]): Promise<unknown> =>
    (await admin.post('/v1/sales', { items }).expect(status)).body;
  const giveBack = (sale: TrackedSale, quantity: number, serial_numbers?: string[]) =>
    admin.post(`/v1/sales/${sale.id}/returns`, {
      items: [{ sale_item_id: sale.items[0]!.id, quantity, ...(serial_numbers && { serial_numbers }) }],
    });

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    await aUnit(admin, 'twin');
  });
  beforeEach(async () => {
    phone = await aSerialProduct(admin, { name: 'Phone' });
    own = serials(4);
    await deliver(t, [{ product: phone, quantity: 4, serial_numbers: own }]);
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  it('are needed for every piece, and the lines without are named', async () => {
    await aPack(admin, phone, 'twin', 2);
    const plain = await aProduct(admin);
    const [one] = own;
    for (const line of [
      {},
      { quantity: 2, serial_numbers: [one] },
      { unit: 'twin', serial_numbers: [one] },
    ]) {
      expect(await refused(422, [{ product_id: plain.id }, { product_id: phone.id, ...line }])).toMatchObject(
        {
          code: 'SERIAL_NUMBERS_REQUIRED',
          errors: [{ field: 'items.1.serial_numbers', code: 'SERIAL_NUMBERS_REQUIRED' }],
        },
      );
    }
    const repeated = [{ product_id: phone.id, quantity: 2, serial_numbers: [one, one] }];
    expect(await refused(422, repeated)).toMatchObject({ errors: [{ field: 'items.0.serial_numbers' }] });
    const pack = await sell([{ product_id: phone.id, unit: 'twin', serial_numbers: own.slice(0, 2) }]);
    expect(pack.items[0]!.lots).toHaveLength(2);
  });

  it('say which units leave; they are shown with the sale and printed', async () => {
    const [first, , third] = own;
    const sale = await sell([{ product_id: phone.id, quantity: 2, serial_numbers: [third, first] }]);
    expect(lotTexts(sale.items[0]!.lots).sort()).toEqual([`${first} 1`, `${third} 1`]);
    expect((await admin.get(`/v1/sales/${sale.id}/items`).expect(200)).body).toEqual(sale.items);
    expect(await lotsInStock(t, phone)).toEqual([`${own[1]} 1`, `${own[3]} 1`]);
    const text = await admin.get(`/v1/sales/${sale.id}/receipt.txt`).expect(200);
    expect(text.text).toContain(`Serial no. ${first}`);
    const html = await admin.get(`/v1/sales/${sale.id}/receipt.html`).expect(200);
    expect(html.text).toContain(`Serial no. ${third}`);
  });

  it('that are unknown, sold, elsewhere or of another product are refused by their field', async () => {
    const [first, second] = own;
    await sell([{ product_id: phone.id, serial_numbers: [first] }]);
    const other = await aSerialProduct(admin);
    const [others] = serials(1);
    await deliver(t, [{ product: other, quantity: 1, serial_numbers: [others!] }]);
    for (const wrong of ['SN-NEVER', others!]) {
      expect(await refused(422, [{ product_id: phone.id, serial_numbers: [wrong] }])).toMatchObject({
        errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBER_NOT_FOUND' }],
      });
    }
    const sold = [
      { product_id: phone.id, serial_numbers: [second] },
      { product_id: phone.id, serial_numbers: [first] },
    ];
    expect(await refused(409, sold)).toMatchObject({
      code: 'SERIAL_NUMBER_NOT_HERE',
      lines: [{ serial_number: first }],
      errors: [{ field: 'items.1.serial_numbers', code: 'SERIAL_NUMBER_NOT_HERE' }],
    });
    const plain = await aProduct(admin);
    expect(await refused(422, [{ product_id: plain.id, serial_numbers: [second] }])).toMatchObject({
      errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBER_NOT_FOUND' }],
    });
    const location_id = await aStore(admin, 'ELSEWHERE');
    const elsewhere = { location_id, items: [{ product_id: phone.id, serial_numbers: [second] }] };
    const answer = await admin.post('/v1/sales', elsewhere).expect(409);
    expect(answer.body).toMatchObject({ code: 'SERIAL_NUMBER_NOT_HERE' });
  });

  it('say which of several come back; the rest need not be named', async () => {
    const sold = own.slice(0, 3);
    const sale = await sell([{ product_id: phone.id, quantity: 3, serial_numbers: sold }]);
    const unnamed = await giveBack(sale, 1).expect(422);
    expect(unnamed.body).toMatchObject({
      code: 'SERIAL_NUMBERS_REQUIRED',
      errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBERS_REQUIRED' }],
    });
    const notSold = await giveBack(sale, 1, [own[3]!]).expect(422);
    expect(notSold.body).toMatchObject({
      errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBER_NOT_FOUND' }],
    });

    const back = (await giveBack(sale, 1, [sold[1]!]).expect(201)).body as Returned;
    expect(lotTexts(back.items[0]!.lots)).toEqual([`${sold[1]} 1`]);
    expect((await admin.get(`/v1/returns/${back.id}`).expect(200)).body).toMatchObject({ items: back.items });
    const receipt = await admin.get(`/v1/returns/${back.id}/receipt`).expect(200);
    expect(receipt.body).toMatchObject({
      body: { lines: [{ lots: [{ serial: sold[1], quantity: '-1' }] }] },
    });
    await giveBack(sale, 1, [sold[1]!]).expect(409);

    await sell([{ product_id: phone.id, serial_numbers: [sold[1]] }]);
    const rest = (await giveBack(sale, 2).expect(201)).body as Returned;
    expect(lotTexts(rest.items[0]!.lots).sort()).toEqual([`${sold[0]} 1`, `${sold[2]} 1`]);
    expect((await lotsInStock(t, phone)).sort()).toEqual(
      [sold[0], sold[2], own[3]].map((serial) => `${serial} 1`),
    );
  });

  it('come back damaged without being for sale again', async () => {
    const sale = await sell([{ product_id: phone.id, serial_numbers: [own[0]] }]);
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1, disposition: 'damaged' }];
    const back = await admin.post(`/v1/sales/${sale.id}/returns`, { items }).expect(201);
    expect(lotTexts((back.body as Returned).items[0]!.lots)).toEqual([`${own[0]} 1`]);
    expect(await refused(409, [{ product_id: phone.id, serial_numbers: [own[0]] }])).toMatchObject({
      code: 'SERIAL_NUMBER_NOT_HERE',
    });
  });

  it('are back after a cancel or void, each unit once', async () => {
    const pending = (
      await admin
        .post('/v1/sales', { items: [{ product_id: phone.id, serial_numbers: [own[0]] }] })
        .expect(201)
    ).body as TrackedSale;
    await admin.delete(`/v1/sales/${pending.id}`).expect(200);
    const sale = await sell([{ product_id: phone.id, serial_numbers: [own[0]] }]);
    const again = { items: [{ product_id: phone.id, quantity: 1, serial_numbers: [own[0]] }] };
    await admin.post('/v1/returns', again).expect(201);
    const twice = await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(409);
    expect(twice.body).toMatchObject({ code: 'SERIAL_NUMBER_TAKEN' });
    await sell([{ product_id: phone.id, serial_numbers: [own[0]] }]);
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect((await lotsInStock(t, phone)).sort()).toEqual(own.map((serial) => `${serial} 1`));
  });

  it('are needed by blind returns, and must not be in stock already', async () => {
    const unnamed = await admin
      .post('/v1/returns', { items: [{ product_id: phone.id, quantity: 1 }] })
      .expect(422);
    expect(unnamed.body).toMatchObject({ errors: [{ field: 'items.0.serial_numbers' }] });
    const here = { items: [{ product_id: phone.id, quantity: 1, serial_numbers: [own[0]] }] };
    const taken = await admin.post('/v1/returns', here).expect(409);
    expect(taken.body).toMatchObject({
      code: 'SERIAL_NUMBER_TAKEN',
      errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBER_TAKEN' }],
    });
  });

  it('belong to the parts of a bundle, whichever they are of', async () => {
    const watch = await aSerialProduct(admin);
    const watches = serials(3);
    await deliver(t, [{ product: watch, quantity: 3, serial_numbers: watches }]);
    const bundle = await aBundle(admin, 50, [
      [phone, 1],
      [watch, 1],
    ]);
    expect(await refused(422, [{ product_id: bundle.id, serial_numbers: [own[0]] }])).toMatchObject({
      errors: [{ field: 'items.0.serial_numbers', code: 'SERIAL_NUMBERS_REQUIRED' }],
    });
    const named = [watches[1]!, own[0]!, own[1]!, watches[0]!];
    const sale = await sell([{ product_id: bundle.id, quantity: 2, serial_numbers: named }]);
    expect(lotTexts(sale.items[0]!.lots).sort()).toEqual(named.map((serial) => `${serial} 1`).sort());
    await giveBack(sale, 1, [own[1]!]).expect(422);
    const back = (await giveBack(sale, 1, [own[1]!, watches[0]!]).expect(201)).body as Returned;
    expect(lotTexts(back.items[0]!.lots).sort()).toEqual([`${own[1]} 1`, `${watches[0]} 1`].sort());
    await giveBack(sale, 1).expect(201);
    expect(await lotsInStock(t, watch)).toHaveLength(3);
  });

  it('are taken by orders, and one unit is sold once however many ask at once', async () => {
    const order_items = [{ product_id: phone.id, quantity: 1, serial_numbers: [own[3]] }];
    const order = await admin.post('/v1/orders', { order_items }).expect(201);
    expect(order.body).toMatchObject({ order_items: [{ lots: [{ serial_number: own[3] }] }] });
    const items = [{ product_id: phone.id, serial_numbers: [own[0]] }];
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post('/v1/sales', { items })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });
});
