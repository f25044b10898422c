import { Client as PgClient } from 'pg';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { addProduct, addTaxGroup } from '../../support/builders/goods.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

let t: TestApp;
let manager: Client;
let cashier: Client;
let jam: string;
let ham: string;

beforeAll(async () => {
  t = await startTestApp();
  manager = await t.as('manager');
  cashier = await t.as('cashier');
  const standard = await addTaxGroup(t.dataSource, 'S20', '20');
  const reduced = await addTaxGroup(t.dataSource, 'R5', '5');
  jam = await addProduct(t.dataSource, {
    sku: 'JAM',
    price: '4.00',
    cost_price: '1.50',
    tax_group_id: standard,
  });
  ham = await addProduct(t.dataSource, { sku: 'HAM', price: '12.99', unit: 'kg', tax_group_id: reduced });
});
afterAll(() => t?.close());

function fields(body: unknown): [string, string][] {
  return (body as { errors: { field: string; code: string }[] }).errors.map(({ field, code }) => [
    field,
    code,
  ]);
}

function quote(client: Client, body: object): ReturnType<Client['post']> {
  return client.post('/v1/pricing/quote', body);
}

async function makeDiscount(changes: object): Promise<string> {
  const body = { name: 'A discount', type: 'percentage', value: 10, ...changes };
  return ((await manager.post('/v1/discounts', body).expect(201)).body as { id: string }).id;
}

describe('POST /v1/pricing/quote', () => {
  it('prices a cart by product and by code, to the cent and by rate', async () => {
    const { body } = await quote(cashier, {
      items: [
        { product_id: jam, quantity: 2 },
        { code: 'HAM', quantity: 0.255, note: 'thin' },
      ],
    }).expect(200);
    expect(body).toMatchObject({
      customer_id: null,
      currency: 'USD',
      prices_include_tax: false,
      rounding_mode: 'half_up',
      rounding_level: 'line',
      subtotal: 11.31,
      discount_amount: 0,
      tax_amount: 1.77,
      total_amount: 13.08,
      cash_rounding_amount: 0,
      discount_id: null,
      overrides: [],
      trace: [],
      taxes: [
        { tax_code: 'S20', rate: 20, net_amount: 8, tax_amount: 1.6 },
        { tax_code: 'R5', rate: 5, net_amount: 3.31, tax_amount: 0.17 },
      ],
    });
    expect(body.lines).toMatchObject([
      { product_id: jam, sku: 'JAM', unit: 'pc', rule: 'base_price', total_amount: 9.6, sale_refusal: null },
      {
        product_id: ham,
        unit: 'kg',
        quantity: 0.255,
        gross_amount: 3.31,
        tax_amount: 0.17,
        effective_price: 12.9804,
      },
    ]);
    expect(body.business_date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('explains the rule that won and why each other lost', async () => {
    const product = await addProduct(t.dataSource, { sku: 'HONEY', price: '10.00' });
    const ten = await makeDiscount({ applicable_products: [product] });
    const two = await makeDiscount({ applicable_products: [product], type: 'fixed_amount', value: 2 });
    const later = await makeDiscount({ applicable_products: [product], value: 50, start_date: '2026-11-21' });
    const { body } = await quote(cashier, {
      items: [{ product_id: product }],
      sale_date: '2026-11-20T10:00:00Z',
    }).expect(200);
    expect(body.lines[0]).toMatchObject({
      rule: 'product_discount',
      discount_id: two,
      discount_amount: 2,
      effective_price: 8,
      trace: [
        { rule: 'base_price', outcome: 'applied', amount: 10, source_id: null },
        { rule: 'product_discount', source_id: two, outcome: 'applied', amount: 2 },
        {
          rule: 'product_discount',
          source_id: ten,
          outcome: 'rejected',
          reason: 'a better discount won',
          amount: 1,
        },
        {
          rule: 'product_discount',
          source_id: later,
          outcome: 'rejected',
          reason: 'starts on 2026-11-21',
          amount: null,
        },
        { rule: 'tax', outcome: 'applied', amount: 0 },
      ],
    });
    const nextDay = await quote(cashier, {
      items: [{ product_id: product }],
      sale_date: '2026-11-21T10:00:00Z',
    }).expect(200);
    expect(nextDay.body.lines[0]).toMatchObject({ discount_id: later, total_amount: 5 });
  });

  it('gives a customer their discount', async () => {
    const made = await manager.post('/v1/customers', { name: 'Ann', discount_percent: 5 }).expect(201);
    const customer_id = (made.body as { id: string }).id;
    const { body } = await quote(cashier, { customer_id, items: [{ product_id: jam, quantity: 5 }] }).expect(
      200,
    );
    expect(body).toMatchObject({
      customer_id,
      subtotal: 19,
      discount_amount: 1,
      tax_amount: 3.8,
      total_amount: 22.8,
    });
    expect(body.lines[0]).toMatchObject({ rule: 'customer_discount' });
  });

  it('shares a discount of the cart out to the lines', async () => {
    const discount_id = await makeDiscount({ type: 'fixed_amount', value: 1 });
    const { body } = await quote(cashier, {
      discount_id: discount_id.toUpperCase(),
      items: [{ product_id: jam }, { product_id: jam.toUpperCase() }, { product_id: jam }],
    }).expect(200);
    const { lines } = body as { lines: { cart_discount_amount: number }[] };
    expect(lines.map((line) => line.cart_discount_amount)).toEqual([0.34, 0.33, 0.33]);
    expect(body).toMatchObject({ discount_id, cart_discount_amount: 1, subtotal: 11, total_amount: 13.19 });
    expect(body.trace).toMatchObject([
      { rule: 'cart_discount', source_id: discount_id, outcome: 'applied', amount: 1 },
    ]);
  });

  it('shows figures by hand to anybody who may sell, and says that they are overrides', async () => {
    const { body } = await quote(cashier, {
      items: [
        { product_id: jam, unit_price: 3.5 },
        { product_id: jam, discount_amount: 0.5 },
      ],
      discount_amount: 1,
      tax_amount: 1,
    }).expect(200);
    expect(body).toMatchObject({
      overrides: ['price', 'line_discount', 'cart_discount', 'tax'],
      subtotal: 6,
      tax_amount: 1,
      total_amount: 7,
    });
    expect(body.lines).toMatchObject([
      { rule: 'override_price', is_override: true, base_price: 4, unit_price: 3.5 },
      { rule: 'override_discount', is_override: true, discount_amount: 1 },
    ]);
  });

  it('prices what cannot be sold now, and says why it cannot', async () => {
    const product_id = await addProduct(t.dataSource, {
      sku: 'OLD',
      price: '1.00',
      lifecycle_status: 'discontinued',
    });
    const { body } = await quote(cashier, { items: [{ product_id }] }).expect(200);
    expect(body.lines[0]).toMatchObject({ total_amount: 1, sale_refusal: 'LIFECYCLE_RESTRICTED' });
  });

  it('follows the location: yen with tax in the price, and paid in tens', async () => {
    const admin = await t.as('admin');
    const made = await admin
      .post('/v1/locations', {
        code: 'TYO',
        name: 'Tokyo',
        time_zone: 'Asia/Tokyo',
        currency: 'JPY',
        sale_prices_include_tax: true,
        rounding_mode: 'down',
        rounding_level: 'rate',
        cash_rounding: 10,
      })
      .expect(201);
    const location_id = (made.body as { id: string }).id;
    await admin.post('/v1/registers', { location_id, code: 'T1', name: 'Till 1' }).expect(201);
    const tax = await addTaxGroup(t.dataSource, 'JP8', '8');
    const product_id = await addProduct(t.dataSource, { sku: 'ONIGIRI', price: '105', tax_group_id: tax });
    const { body } = await quote(cashier, {
      location_id,
      items: [{ product_id }, { product_id }, { product_id }],
      sale_date: '2026-11-20T15:30:00Z',
    }).expect(200);
    expect(body).toMatchObject({
      location_id,
      business_date: '2026-11-21',
      currency: 'JPY',
      prices_include_tax: true,
      subtotal: 292,
      tax_amount: 23, // 23.33…; three lines of 7.77… each would make 21
      total_amount: 315,
      cash_rounding_amount: -5,
    });
  });

  it('shows cost and margin only to those who may see costs', async () => {
    const cart = {
      items: [
        { product_id: jam, quantity: 2 },
        { product_id: ham, quantity: 1 },
      ],
    };
    const seen = (await quote(manager, cart).expect(200)).body.lines;
    expect(seen[0]).toMatchObject({ unit_cost: 1.5, margin_amount: 5, margin_percent: 62.5 });
    expect(seen[1]).toMatchObject({ unit_cost: null, margin_amount: null, margin_percent: null });
    const hidden = (await quote(cashier, cart).expect(200)).body.lines;
    expect(Object.keys(hidden[0]).filter((key) => /cost|margin/.test(key))).toEqual([]);
  });

  it('names every wrong line at once', async () => {
    const { body: dto } = await quote(cashier, {
      items: [
        { product_id: 'x', quantity: 0 },
        { product_id: jam, quantity: 1.0001, unit_price: -1 },
        { colour: 'red' },
      ],
      discount_id: 'x',
      sale_date: 'now',
    }).expect(422);
    expect(fields(dto).map(([field]) => field)).toEqual(
      expect.arrayContaining([
        'items.0.product_id',
        'items.0.quantity',
        'items.1.quantity',
        'items.1.unit_price',
        'items.2.colour',
        'discount_id',
        'sale_date',
      ]),
    );
    const { body: unknown } = await quote(cashier, {
      items: [
        { product_id: newId() },
        { code: 'NOSUCH' },
        {},
        { product_id: jam, code: 'JAM' },
        { product_id: jam, quantity: 1.5 },
      ],
    }).expect(422);
    expect(fields(unknown)).toEqual([
      ['items.0.product_id', 'PRODUCT_NOT_FOUND'],
      ['items.1.code', 'PRODUCT_NOT_FOUND'],
      ['items.2.product_id', 'PRODUCT_OR_CODE'],
      ['items.3.product_id', 'PRODUCT_OR_CODE'],
      ['items.4.quantity', 'FRACTIONAL_PIECES'],
    ]);
    const { body: money } = await quote(cashier, {
      items: [
        { product_id: jam, discount_amount: 4.01 },
        { product_id: jam },
        { product_id: jam, discount_amount: 0.001 },
      ],
      discount_id: newId(),
    }).expect(422);
    expect(fields(money)).toEqual([
      ['items.0.discount_amount', 'DISCOUNT_EXCEEDS_LINE'],
      ['items.2.discount_amount', 'TOO_MANY_DECIMALS'],
      ['discount_id', 'DISCOUNT_NOT_FOUND'],
    ]);
    const huge = { items: [{ product_id: jam, quantity: 9_999_999, unit_price: 999_999_999 }] };
    expect(fields((await quote(cashier, huge).expect(422)).body)[0]).toEqual([
      'items.0.quantity',
      'AMOUNT_TOO_LARGE',
    ]);
  });

  it('refuses an unknown place or customer, an implausible time and an empty or endless cart', async () => {
    const items = [{ product_id: jam }];
    const wrong = async (body: object): Promise<string> =>
      ((await quote(cashier, body).expect(422)).body as { code: string }).code;
    expect(await wrong({ items, location_id: newId() })).toBe('LOCATION_NOT_FOUND');
    expect(await wrong({ items, register_id: newId() })).toBe('REGISTER_NOT_FOUND');
    expect(await wrong({ items, customer_id: newId() })).toBe('CUSTOMER_NOT_FOUND');
    expect(await wrong({ items, sale_date: '1969-12-31T23:59:59Z' })).toBe('IMPLAUSIBLE_TIME');
    expect(await wrong({ items: [] })).toBe('VALIDATION_FAILED');
    expect(await wrong({ items: Array.from({ length: 501 }, () => items[0]) })).toBe('VALIDATION_FAILED');
  });

  it('runs as many statements for two hundred lines as for one', async () => {
    const products = await Promise.all(
      Array.from({ length: 20 }, (_, n) => addProduct(t.dataSource, { sku: `N${n}`, price: '1.00' })),
    );
    const discount_id = await makeDiscount({ applicable_products: null });
    const counted = async (lines: number): Promise<number> => {
      const items = Array.from({ length: lines }, (_, n) => ({ product_id: products[n % 20] }));
      const spy = jest.spyOn(PgClient.prototype, 'query');
      await quote(cashier, { items, discount_id }).expect(200);
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return count;
    };
    await counted(1);
    const one = await counted(1);
    expect(await counted(200)).toBe(one);
    expect(one).toBeLessThanOrEqual(4); // sign-in, place, products, rules
  });

  it('changes nothing', async () => {
    const tables = ['discounts', 'discount_products', 'audit_log', 'products'];
    const counts = (): Promise<unknown> =>
      query(
        t.dataSource,
        `SELECT ${tables.map((name) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(', ')}`,
      );
    const before = await counts();
    await quote(cashier, { items: [{ product_id: jam }], discount_amount: 1 }).expect(200);
    expect(await counts()).toEqual(before);
  });

  it('is for those who sell', async () => {
    await quote(await t.as('inventory_officer'), { items: [{ product_id: jam }] }).expect(403);
    await t.http.post('/v1/pricing/quote').send({ items: [] }).expect(401);
  });
});

describe('GET /v1/products/{id}/price', () => {
  it('says what a quantity costs, and why', async () => {
    const { body } = await cashier.get(`/v1/products/${ham}/price?quantity=0.255`).expect(200);
    expect(body).toMatchObject({
      product_id: ham,
      currency: 'USD',
      quantity: 0.255,
      rule: 'base_price',
      gross_amount: 3.31,
      tax_amount: 0.17,
      total_amount: 3.48,
      customer_id: null,
    });
    expect(body.trace).toHaveLength(2);
    expect(body).not.toHaveProperty('unit_cost');
    expect((await manager.get(`/v1/products/${jam}/price`).expect(200)).body).toMatchObject({
      quantity: 1,
      unit_cost: 1.5,
      margin_amount: 2.5,
    });
  });

  it('looks into the future', async () => {
    const product = await addProduct(t.dataSource, { sku: 'ADVENT', price: '10.00' });
    await makeDiscount({
      applicable_products: [product],
      value: 25,
      start_date: '2026-12-01',
      end_date: '2026-12-24',
    });
    const on = async (at: string): Promise<number> =>
      (
        (await cashier.get(`/v1/products/${product}/price?at=${at}`).expect(200)).body as {
          total_amount: number;
        }
      ).total_amount;
    expect([
      await on('2026-11-30T12:00:00Z'),
      await on('2026-12-24T23:59:59Z'),
      await on('2026-12-25T00:00:00Z'),
    ]).toEqual([10, 7.5, 10]);
  });

  it('refuses an unknown product, and names its own fields', async () => {
    expect((await cashier.get(`/v1/products/${newId()}/price`).expect(404)).body).toMatchObject({
      code: 'PRODUCT_NOT_FOUND',
    });
    const path = `/v1/products/${jam}/price`;
    const wrong = async (parameters: string): Promise<[string, string][]> =>
      fields((await cashier.get(`${path}?${parameters}`).expect(422)).body);
    expect(await wrong('quantity=1.5')).toEqual([['quantity', 'FRACTIONAL_PIECES']]);
    expect(await wrong('quantity=x')).toEqual([['quantity', 'IS_QUANTITY']]);
    expect(await wrong('unit=crate')).toEqual([['unit', 'UNIT_NOT_FOUND']]);
    expect(await wrong('at=1900-01-01T00:00:00Z')).toEqual([['at', 'IMPLAUSIBLE_TIME']]);
    expect(await wrong(`location_id=${newId()}`)).toEqual([['location_id', 'LOCATION_NOT_FOUND']]);
    expect(await wrong(`customer_id=${newId()}`)).toEqual([['customer_id', 'CUSTOMER_NOT_FOUND']]);
    expect((await wrong('price=1&quantity=0')).map(([field]) => field).sort()).toEqual(['price', 'quantity']);
    await t.http.get(path).expect(401);
  });
});
