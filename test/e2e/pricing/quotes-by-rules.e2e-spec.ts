import { addProduct, addTaxGroup } from '../../support/builders/goods.js';
import {
  addCoupon,
  addCustomer,
  addGroup,
  addGroupPrice,
  addPack,
  addPackPrice,
  addPromotion,
  addStepPrice,
} from '../../support/builders/price-rules.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { query } from '../../../src/common/database/statement.js';
import { aProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let admin: Client;
let manager: Client;
let cashier: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  manager = await t.as('manager');
  cashier = await t.as('cashier');
});
afterAll(() => t?.close());

interface Line {
  [field: string]: unknown;
  trace: { rule: string; outcome: string; reason: string | null; amount: number | null }[];
}

interface Answer {
  [field: string]: unknown;
  lines: Line[];
}

async function quote(client: Client, body: object): Promise<Answer> {
  return (await client.post('/v1/pricing/quote', body).expect(200)).body as Answer;
}

async function faults(body: object): Promise<[string, string][]> {
  const problem = (await cashier.post('/v1/pricing/quote', body).expect(422)).body as {
    errors: { field: string; code: string }[];
  };
  return problem.errors.map(({ field, code }) => [field, code]);
}

function resolveBy(price_resolution: 'priority' | 'best_price'): Promise<unknown> {
  return admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { price_resolution }).expect(200);
}

describe("the overview's widget", () => {
  let product_id: string;
  let customer_id: string;

  beforeAll(async () => {
    product_id = (await aProduct(admin, { price: 24.99, cost_price: 15, stock_quantity: 100 })).id;
    const vip = await addGroup(t.dataSource);
    customer_id = await addCustomer(t.dataSource, { price_group_id: vip });
    await addGroupPrice(t.dataSource, { product_id, price_group_id: vip, price: '22.00' });
    await addStepPrice(t.dataSource, { product_id, min_quantity: '50', price: '21.50' });
  });
  afterAll(() => resolveBy('priority'));

  it('is 22.00 for a VIP in the order of the house', async () => {
    await resolveBy('priority');
    const { lines } = await quote(manager, { customer_id, items: [{ product_id, quantity: 50 }] });
    expect(lines[0]).toMatchObject({
      price_rule: 'group',
      rule: 'group_price',
      base_price: 24.99,
      unit_price: 22,
    });
  });

  it('is 21.50 where the best price wins, with a margin of 30.2 %, and every other price says why it lost', async () => {
    await resolveBy('best_price');
    const { lines } = await quote(manager, { customer_id, items: [{ product_id, quantity: 50 }] });
    expect(lines[0]).toMatchObject({
      price_rule: 'step',
      unit_price: 21.5,
      total_amount: 1075,
      unit_cost: 15,
      margin_amount: 325,
    });
    expect(lines[0]!['margin_percent']).toBeCloseTo(30.2, 1);
    expect(lines[0]!.trace.map(({ rule, outcome, amount }) => [rule, outcome, amount])).toEqual([
      ['step_price', 'applied', 21.5],
      ['group_price', 'rejected', 22],
      ['base_price', 'rejected', 24.99],
      ['fallback_price', 'rejected', null],
      ['tax', 'applied', 0],
    ]);
    const { body } = await manager
      .get(`/v1/products/${product_id}/price?quantity=50&customer_id=${customer_id}`)
      .expect(200);
    expect(body).toMatchObject({ price_rule: 'step', unit_price: 21.5, margin_percent: 30.23 });
  });

  it('hides what it costs from those who may not see costs, in the trace too', async () => {
    const answer = await quote(cashier, { customer_id, items: [{ product_id }] });
    expect(JSON.stringify(answer)).not.toMatch(/unit_cost|margin|19\.5/);
  });
});

describe('a cart with packs, promotions and coupons', () => {
  it('is priced by pack, told by promotion, and rounded for coins', async () => {
    const tax = await addTaxGroup(t.dataSource, 'S8', '8');
    const beer = await addProduct(t.dataSource, { sku: 'BEER', price: '1.27', tax_group_id: tax });
    const { id: packaging_id, unit } = await addPack(t.dataSource, beer, '6');
    await addPackPrice(t.dataSource, { product_id: beer, packaging_id, price: '7.00' });
    const nuts = await addProduct(t.dataSource, { sku: 'NUTS', price: '2.00', tax_group_id: tax });
    const deal = await addPromotion(t.dataSource, {
      kind: 'buy_x_get_y',
      value: null,
      buy_quantity: 2,
      get_quantity: 1,
      get_percent: '100',
      on: { product: [nuts] },
    });
    const half = await addPromotion(t.dataSource, {
      kind: 'percentage',
      value: '50',
      requires_coupon: true,
      on: { product: [beer] },
    });
    const coupon_id = await addCoupon(t.dataSource, half, 'BEER50');
    await admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { cash_rounding: 0.05 }).expect(200);
    const answer = await quote(cashier, {
      coupon_codes: ['beer50'],
      items: [
        { product_id: beer, unit, quantity: 2 },
        { product_id: beer, unit: 'PC' },
        { product_id: nuts, quantity: 3 },
      ],
    });
    await admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { cash_rounding: null }).expect(200);
    expect(answer.lines).toMatchObject([
      {
        unit,
        unit_factor: 6,
        base_quantity: 12,
        packaging_id,
        price_rule: 'packaging',
        unit_price: 7,
        discount_amount: 7,
      },
      { unit: 'pc', unit_factor: 1, packaging_id: null, unit_price: 1.27, discount_amount: 0.64 },
      { rule: 'buy_x_get_y', discount_amount: 2, promotion_ids: [deal] },
    ]);
    expect(answer).toMatchObject({
      subtotal: 11.63,
      tax_amount: 0.93,
      total_amount: 12.56,
      cash_rounding_amount: -0.01,
      cash_total: 12.55,
      taxes: [{ tax_code: 'S8', rate: 8, tax_amount: 0.93, tax_treatment: 'standard' }],
      hand_discount_percent: 0,
    });
    expect(answer['promotions']).toEqual(
      expect.arrayContaining([
        { promotion_id: deal, coupon_id: null, amount: 2, lines: [{ line: 2, amount: 2 }] },
        {
          promotion_id: half,
          coupon_id,
          amount: 7.64,
          lines: expect.arrayContaining([
            { line: 0, amount: 7 },
            { line: 1, amount: 0.64 },
          ]),
        },
      ]),
    );
  });

  it('names every coupon that is worth nothing', async () => {
    const product_id = await addProduct(t.dataSource, { sku: 'GUM', price: '1.00' });
    const other = await addPromotion(t.dataSource, {
      on: { product: [await addProduct(t.dataSource, { sku: 'MINT', price: '1.00' })] },
    });
    await addCoupon(t.dataSource, other, 'MINTS');
    await addCoupon(t.dataSource, other, 'OVER', { expires_on: '2020-01-01' });
    expect(await faults({ items: [{ product_id }], coupon_codes: ['NONE', 'mints', 'OVER'] })).toEqual([
      ['coupon_codes.0', 'COUPON_NOT_FOUND'],
      ['coupon_codes.2', 'COUPON_EXPIRED'],
      ['coupon_codes.1', 'COUPON_NOT_APPLICABLE'],
    ]);
    const tooLong = await faults({ items: [{ product_id }], coupon_codes: ['', 'x'.repeat(41)] });
    expect(tooLong.map(([field]) => field)).toEqual(['coupon_codes']);
  });

  it('names the unit that a product does not have or is not sold in, and pieces of pieces', async () => {
    const product_id = await addProduct(t.dataSource, { sku: 'EGG', price: '0.30' });
    const { id, unit } = await addPack(t.dataSource, product_id, '6');
    const { unit: closed, id: closedId } = await addPack(t.dataSource, product_id, '30');
    await query(t.dataSource, `UPDATE product_packagings SET allow_sale = false WHERE id = $1`, [closedId]);
    expect(
      await faults({
        items: [
          { product_id, unit: 'crate' },
          { product_id, unit: closed },
          { product_id, unit, quantity: 0.7 },
        ],
      }),
    ).toEqual([
      ['items.0.unit', 'UNIT_NOT_FOUND'],
      ['items.1.unit', 'UNIT_NOT_SOLD'],
      ['items.2.quantity', 'FRACTIONAL_PIECES'],
    ]);
    const { lines } = await quote(cashier, { items: [{ product_id, unit, quantity: 0.5 }] });
    expect(lines[0]).toMatchObject({ packaging_id: id, base_quantity: 3, total_amount: 0.9 });
  });

  it('names what has no price, and takes one by hand', async () => {
    const product_id = await addProduct(t.dataSource, { sku: 'ODD', price: '1' });
    await query(t.dataSource, `UPDATE products SET price = NULL WHERE id = $1`, [product_id]);
    expect(await faults({ items: [{ product_id }] })).toEqual([['items.0.unit_price', 'PRICE_MISSING']]);
    const answer = await quote(cashier, { items: [{ product_id, unit_price: 2.5 }] });
    expect(answer).toMatchObject({ total_amount: 2.5, overrides: ['price'], hand_discount_percent: 0 });
  });
});

describe('a quote of another day', () => {
  it('asks the price of that day, by quote and by product', async () => {
    const product_id = await addProduct(t.dataSource, { sku: 'OLDIE', price: '10.00' });
    const first = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await admin.patch(`/v1/products/${product_id}`, { price: 12 }).expect(200);
    const before = await quote(cashier, { sale_date: first.toISOString(), items: [{ product_id }] });
    expect(before).toMatchObject({ total_amount: 10 });
    expect(await quote(cashier, { items: [{ product_id }] })).toMatchObject({ total_amount: 12 });
    const at = async (moment: string): Promise<unknown> =>
      (await cashier.get(`/v1/products/${product_id}/price?at=${moment}`).expect(200)).body as unknown;
    expect(await at(first.toISOString())).toMatchObject({ unit_price: 10 });
    expect(await at('2099-01-01T00:00:00Z')).toMatchObject({ unit_price: 12 });
  });
});

describe('the tax of a customer', () => {
  it('is none for one who is exempt, and the trace says what it would have been', async () => {
    const tax = await addTaxGroup(t.dataSource, 'S25', '25');
    const product_id = await addProduct(t.dataSource, { sku: 'DESK', price: '100', tax_group_id: tax });
    const terms = { tax_treatment: 'exempt', exemption_number: 'E-1' };
    const customer_id = await addCustomer(t.dataSource, terms);
    const answer = await quote(cashier, { customer_id, items: [{ product_id }] });
    expect(answer).toMatchObject({
      tax_amount: 0,
      total_amount: 100,
      taxes: [{ tax_code: 'S25', rate: 0, tax_amount: 0, tax_treatment: 'exempt' }],
    });
    expect(answer.lines[0]!.trace).toContainEqual(
      expect.objectContaining({
        rule: 'tax',
        outcome: 'rejected',
        amount: 25,
        reason: 'the customer is exempt',
      }),
    );
  });
});
