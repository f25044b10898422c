import { checkDigitOf } from '../../../src/catalog/domain/check-digit.js';
import { expectNoDrift } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { fieldErrors } from './catalog-fixtures.js';

function label(prefix: '28' | '29', plu: string, value: number): string {
  const body = prefix + plu.padStart(5, '0') + String(value).padStart(5, '0');
  return body + checkDigitOf(body);
}

interface Line {
  product_id: string;
  quantity: number;
  unit_price: number;
  total_amount: number;
}

describe('codes scanned at the till', () => {
  let t: TestApp;
  let admin: Client;
  let ham: string;
  let cola: string;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    ham = await create({
      name: 'Ham',
      price: 19.9,
      unit: 'kg',
      is_weighed: true,
      plu: '4100',
      stock_quantity: 10,
    });
    cola = await create({
      name: 'Cola',
      price: 0.5,
      plu: '77',
      barcode: '042100005264',
      stock_quantity: 100,
    });
    await admin.post('/v1/units', { code: 'six', name: 'Six-pack', kind: 'piece' }).expect(201);
    const pack = { unit: 'six', factor: 6, barcode: 'SIX-COLA' };
    await admin.post(`/v1/products/${cola}/packagings`, pack).expect(201);
  });
  afterAll(() => t.close());

  async function create(body: object): Promise<string> {
    return ((await admin.post('/v1/products', body).expect(201)).body as { id: string }).id;
  }
  async function quoted(code: string): Promise<Line> {
    const { body } = await admin.post('/v1/pricing/quote', { items: [{ code }] }).expect(200);
    return (body as { lines: Line[] }).lines[0]!;
  }

  it.each([
    [
      'a weight in grams',
      () => label('28', '4100', 512),
      { quantity: 0.512, unit_price: 19.9, total_amount: 10.19 },
    ],
    ['a printed price', () => label('29', '4100', 1019), { quantity: 0.512, total_amount: 10.19 }],
    ['a PLU with its zeros', () => '00077', { quantity: 1, unit_price: 0.5, total_amount: 0.5 }],
    ['a UPC-A as EAN-13', () => '0042100005264', { quantity: 1, unit_price: 0.5, total_amount: 0.5 }],
    ['a pack', () => 'SIX-COLA', { quantity: 1, unit_price: 3, total_amount: 3 }],
  ])('%s is priced', async (_, code, expected) => {
    expect(await quoted(code())).toMatchObject(expected);
  });

  it('are sold for what they say, and take from the shelf what they hold', async () => {
    const items = [
      { code: label('28', '4100', 512) },
      { code: label('29', '4100', 1019) },
      { code: 'SIX-COLA', quantity: 2 },
    ];
    const { body } = await admin
      .post('/v1/sales', { items, payments: [{ payment_method: 'cash', amount: 26.38 }] })
      .expect(201);
    expect(body).toMatchObject({ status: 'completed', total_amount: 26.38 });
    const onHand = async (id: string): Promise<unknown> =>
      ((await admin.get(`/v1/products/${id}`)).body as { stock_quantity: number }).stock_quantity;
    expect([await onHand(ham), await onHand(cola)]).toEqual([8.976, 88]);
    await expectNoDrift(admin);
  });

  it.each([
    [
      'a misread label',
      () => label('28', '4100', 512).replace(/.$/, (last) => String((Number(last) + 1) % 10)),
    ],
    ['a weight for pieces', () => label('28', '77', 512)],
    ['a label that weighs nothing', () => label('28', '4100', 0)],
    ['nothing known', () => '12345'],
  ])('%s is no product', async (_, code) => {
    for (const path of ['/v1/pricing/quote', '/v1/sales']) {
      const refused = await admin.post(path, { items: [{ code: code() }] }).expect(422);
      expect(fieldErrors(refused.body)).toEqual(['items.0.code PRODUCT_NOT_FOUND']);
    }
  });
});
