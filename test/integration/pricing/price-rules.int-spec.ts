import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { addProduct } from '../../support/builders/goods.js';
import {
  addCoupon,
  addCustomer,
  addGroup,
  addGroupPrice,
  addPack,
  addPackPrice,
  addPlacePrice,
  addPromotion,
  addRow,
  addStepPrice,
} from '../../support/builders/price-rules.js';
import { NOON, openQuotes, type Asked, type QuoteOptions, type Quotes } from './quote-harness.js';

let quotes: Quotes;
beforeAll(async () => {
  quotes = await openQuotes();
});
afterAll(() => quotes?.close());

let counter = 0;
function aProduct(price: string, changes: { cost_price?: string } = {}): Promise<string> {
  counter += 1;
  return addProduct(quotes.db, { sku: `R${counter}`, price, ...changes });
}

async function priceOf(asked: Asked, options: QuoteOptions = {}): Promise<string> {
  const [line] = (await quotes.quote([asked], options)).lines;
  return `${line!.price_rule} ${line!.unit_price.toFixed(2)}`;
}

async function totalOf(asked: Asked, options: QuoteOptions = {}): Promise<string> {
  return (await quotes.quote([asked], options)).total_amount.toFixed(2);
}

function addPlace(code: string): Promise<string> {
  return addRow(quotes.db, 'locations', { code, name: code, time_zone: 'UTC', currency: 'USD' });
}

describe('prices from their tables', () => {
  it('of the place stand before the catalogue, and only at that place', async () => {
    const product_id = await aProduct('10.00');
    const elsewhere = await addPlace('ELSE');
    await addPlacePrice(quotes.db, product_id, elsewhere, '8.00');
    expect(await priceOf({ product_id })).toBe('base 10.00');
    await addPlacePrice(quotes.db, product_id, DEFAULT_LOCATION_ID, '0');
    expect(await priceOf({ product_id })).toBe('base 0.00');
  });

  it("are those of the customer's group, from a quantity on", async () => {
    const product_id = await aProduct('10.00');
    const [vip, staff] = [await addGroup(quotes.db), await addGroup(quotes.db, '15')];
    await addGroupPrice(quotes.db, { product_id, price_group_id: vip, price: '9.00' });
    await addGroupPrice(quotes.db, { product_id, price_group_id: vip, price: '8.00', min_quantity: '10' });
    const ann = { customer_id: await addCustomer(quotes.db, { price_group_id: vip }) };
    const bob = { customer_id: await addCustomer(quotes.db, { price_group_id: staff }) };
    expect(await priceOf({ product_id })).toBe('base 10.00');
    expect(await priceOf({ product_id }, ann)).toBe('group 9.00');
    expect(await priceOf({ product_id, quantity: '10' }, ann)).toBe('group 8.00');
    expect(await priceOf({ product_id }, bob)).toBe('group 8.50');
  });

  it('of a step or a pack may be those of the place', async () => {
    const product_id = await aProduct('2.00');
    const { id: packaging_id, unit } = await addPack(quotes.db, product_id, '6');
    expect(await priceOf({ product_id, unit })).toBe('base 12.00');
    await addStepPrice(quotes.db, { product_id, min_quantity: '12', price: '1.50' });
    await addStepPrice(quotes.db, {
      product_id,
      min_quantity: '12',
      price: '1.60',
      location_id: DEFAULT_LOCATION_ID,
    });
    expect(await priceOf({ product_id, unit, quantity: '2' })).toBe('step 9.60');
    await addPackPrice(quotes.db, { product_id, packaging_id, price: '11.00' });
    expect(await priceOf({ product_id, unit })).toBe('packaging 11.00');
    await addPackPrice(quotes.db, {
      product_id,
      packaging_id,
      price: '10.50',
      location_id: DEFAULT_LOCATION_ID,
    });
    expect(await priceOf({ product_id, unit: unit.toUpperCase() })).toBe('packaging 10.50');
  });

  it('fall back on what this place paid', async () => {
    const product_id = await aProduct('1.00', { cost_price: '3.00' });
    await query(quotes.db, `UPDATE products SET price = NULL WHERE id = $1`, [product_id]);
    expect(await priceOf({ product_id })).toBe('fallback 3.90');
    const level = `INSERT INTO stock_levels (product_id, location_id, avg_cost, last_cost) VALUES ($1, $2, 5, 6)`;
    await query(quotes.db, level, [product_id, DEFAULT_LOCATION_ID]);
    const { lines } = await quotes.quote([{ product_id }]);
    expect(lines[0]!.unit_price.toFixed(2)).toBe('6.50');
    expect(lines[0]!.unit_cost!.toFixed(2)).toBe('5.00');
  });
});

describe('promotions from their tables', () => {
  it('find a line by product, template, category above, product group above and brand', async () => {
    const food = await addRow(quotes.db, 'categories', { name: 'Food' });
    const bread = await addRow(quotes.db, 'categories', { name: 'Bread', parent_id: food });
    const dry = await addRow(quotes.db, 'product_groups', { code: 'DRY', name: 'Dry' });
    const flour = await addRow(quotes.db, 'product_groups', { code: 'FLOUR', name: 'Flour', parent_id: dry });
    const brand = await addRow(quotes.db, 'brands', { name: 'Acme' });
    const template = await aProduct('1.00');
    await query(quotes.db, `UPDATE products SET kind = 'template', is_stocked = false WHERE id = $1`, [
      template,
    ]);
    const product_id = await aProduct('10.00');
    const belongs = `UPDATE products
      SET category_id = $2, product_group_id = $3, brand_id = $4, parent_id = $5 WHERE id = $1`;
    await query(quotes.db, belongs, [product_id, bread, flour, brand, template]);
    const one = { priority: 1, is_exclusive: true };
    for (const on of [
      { product: [product_id] },
      { product: [template] },
      { category: [food] },
      { product_group: [dry] },
      { brand: [brand] },
    ]) {
      const promotion = await addPromotion(quotes.db, { ...one, on });
      const { lines } = await quotes.quote([{ product_id }]);
      expect(lines[0]!.promotion_ids).toEqual([promotion]);
      await query(quotes.db, `UPDATE promotions SET is_active = false WHERE id = $1`, [promotion]);
    }
    await addPromotion(quotes.db, { on: { product: [await aProduct('1.00')] } });
    expect((await quotes.quote([{ product_id }])).lines[0]!.promotion_ids).toEqual([]);
  });

  it('hold at their places and for their groups, windows by the clock on the wall', async () => {
    const product_id = await aProduct('10.00');
    const on = { product: [product_id] };
    const [vip, other] = [await addGroup(quotes.db), await addGroup(quotes.db)];
    await addPromotion(quotes.db, { on, kind: 'price', value: '7', groups: [vip] });
    await addPromotion(quotes.db, {
      on,
      kind: 'price',
      value: '6',
      places: [await addPlace('FAR')],
    });
    await addPromotion(quotes.db, { on, kind: 'price', value: '5', starts_at: '2026-11-20 12:00:00.500' });
    const customers = await Promise.all(
      [vip, other].map((id) => addCustomer(quotes.db, { price_group_id: id })),
    );
    const early = { at: new Date('2026-11-20T11:59:59Z') };
    expect(await priceOf({ product_id }, early)).toBe('base 10.00');
    expect(await priceOf({ product_id }, { ...early, customer_id: customers[0] })).toBe('promotion 7.00');
    expect(await priceOf({ product_id }, { ...early, customer_id: customers[1] })).toBe('base 10.00');
    expect(await priceOf({ product_id })).toBe('promotion 5.00');
  });

  it('are explained when they end or begin within a day', async () => {
    const product_id = await aProduct('10.00');
    const on = { product: [product_id] };
    const begins = await addPromotion(quotes.db, { on, starts_at: '2026-11-21 11:00:00' });
    const ended = await addPromotion(quotes.db, { on, ends_at: '2026-11-19 13:00:00' });
    await addPromotion(quotes.db, { on, starts_at: '2026-11-21 12:00:01' });
    await addPromotion(quotes.db, { on, ends_at: '2026-11-19 11:59:59' });
    const { trace } = (await quotes.quote([{ product_id }])).lines[0]!;
    const told = trace.filter(({ rule }) => rule === 'promotion_discount');
    expect(new Map(told.map(({ source_id, reason }) => [source_id, reason]))).toEqual(
      new Map([
        [begins, 'starts at 2026-11-21T11:00:00'],
        [ended, 'ended at 2026-11-19T13:00:00'],
      ]),
    );
  });

  it('buy one thing and get another', async () => {
    const [razor, blade] = [await aProduct('10.00'), await aProduct('4.00')];
    await addPromotion(quotes.db, {
      kind: 'buy_x_get_y',
      value: null,
      buy_quantity: 1,
      get_quantity: 2,
      get_percent: '50',
      on: { product: [razor] },
      gets: [blade],
    });
    const { lines } = await quotes.quote([{ product_id: razor }, { product_id: blade, quantity: '3' }]);
    expect(lines.map((line) => line.discount_amount.toFixed(2))).toEqual(['0.00', '4.00']);
  });

  it('open with a coupon, and count what was used of both', async () => {
    const product_id = await aProduct('10.00');
    const customer_id = await addCustomer(quotes.db);
    const limits = { usage_limit: 2, usage_limit_per_customer: 1 };
    const promotion = await addPromotion(quotes.db, {
      on: { product: [product_id] },
      value: '50',
      requires_coupon: true,
      budget: '7',
      ...limits,
    });
    const coupon = await addCoupon(quotes.db, promotion, 'TEN', limits);
    const ask = (options: QuoteOptions = {}): Promise<string> =>
      totalOf({ product_id }, { coupon_codes: ['ten'], customer_id, ...options });
    expect(await totalOf({ product_id }, { customer_id })).toBe('10.00');
    expect(await ask()).toBe('5.00');

    const redeem = `SELECT * FROM promotion_redeem($1, $2, NULL, now(), $3::jsonb)`;
    const use = [{ promotion_id: promotion, coupon_id: coupon, uses: 1, amount: 5, lines: [] }];
    await query(quotes.db, redeem, [newId(), await addCustomer(quotes.db), JSON.stringify(use)]);
    expect(await ask()).toBe('8.00'); // 2.00 are left of the budget
    await query(quotes.db, redeem, [newId(), customer_id, JSON.stringify([{ ...use[0], amount: 1 }])]);
    await expect(ask()).rejects.toMatchObject({ code: 'COUPON_USED_UP' });
    await expect(ask({ customer_id: await addCustomer(quotes.db) })).rejects.toMatchObject({
      errors: [{ field: 'coupon_codes.0', code: 'COUPON_USED_UP' }],
    });
  });

  it('say why a coupon is worth nothing, for a promotion of another place too', async () => {
    const product_id = await aProduct('10.00');
    const far = await addPlace('FAR2');
    const promotion = await addPromotion(quotes.db, { places: [far], on: { product: [product_id] } });
    await addCoupon(quotes.db, promotion, 'FARAWAY');
    await expect(totalOf({ product_id }, { coupon_codes: ['FARAWAY', 'NONE'] })).rejects.toMatchObject({
      errors: [
        { field: 'coupon_codes.1', code: 'COUPON_NOT_FOUND' },
        {
          field: 'coupon_codes.0',
          code: 'COUPON_NOT_APPLICABLE',
          message: expect.stringContaining('other places'),
        },
      ],
    });
  });
});

describe('the customer', () => {
  it('comes with the rules, and must be known', async () => {
    const product_id = await aProduct('10.00');
    const customer_id = await addCustomer(quotes.db, {
      discount_percent: '5.5',
      tax_treatment: 'exempt',
      exemption_number: 'X1',
      exemption_valid_until: '2026-11-19',
    });
    const prepared = await quotes.request([{ product_id }], { customer_id });
    const { customer, quote } = await quotes.run(prepared);
    expect(customer).toMatchObject({ id: customer_id, tax_treatment: 'standard' });
    expect(customer!.discount_percent!.toFixed()).toBe('5.5');
    expect(quote.discount_amount.toFixed(2)).toBe('0.55');
    await expect(quotes.quote([{ product_id }], { customer_id: newId() })).rejects.toMatchObject({
      errors: [{ field: 'customer_id', code: 'CUSTOMER_NOT_FOUND' }],
    });
    expect((await quotes.run({ ...prepared, customer_id: undefined })).customer).toBeNull();
  });
});

describe('prices as of a day', () => {
  /** Prices change now; the history is told when that was. */
  async function at<T>(day: string, change: () => Promise<T>): Promise<T> {
    const before = (await query<{ now: Date }>(quotes.db, `SELECT clock_timestamp() AS now`))[0]!.now;
    const result = await change();
    await query(quotes.db, `ALTER TABLE price_changes DISABLE TRIGGER USER`);
    await query(quotes.db, `UPDATE price_changes SET changed_at = $1::date WHERE changed_at >= $2`, [
      day,
      before,
    ]);
    await query(quotes.db, `ALTER TABLE price_changes ENABLE TRIGGER USER`);
    return result;
  }

  it('are those that held then, of every kind', async () => {
    const product_id = await at('2026-01-01', () => aProduct('10.00'));
    const set = (price: string | null) => (): Promise<unknown> =>
      query(quotes.db, `UPDATE products SET price = $2 WHERE id = $1`, [product_id, price]);
    await at('2026-02-01', set('12.00'));
    const group = await addGroup(quotes.db);
    const customer_id = await addCustomer(quotes.db, { price_group_id: group });
    await at('2026-03-01', () =>
      addGroupPrice(quotes.db, { product_id, price_group_id: group, price: '9.00' }),
    );
    await at('2026-04-01', () => addPlacePrice(quotes.db, product_id, DEFAULT_LOCATION_ID, '11.00'));
    await at('2026-05-01', () => addStepPrice(quotes.db, { product_id, min_quantity: '5', price: '8.00' }));
    const pack = await addPack(quotes.db, product_id, '6');
    await at('2026-06-01', () =>
      addPackPrice(quotes.db, { product_id, packaging_id: pack.id, price: '50.00' }),
    );
    await at('2026-07-01', () =>
      query(quotes.db, `DELETE FROM product_prices WHERE product_id = $1`, [product_id]),
    );
    await at('2026-08-01', set('20.00'));

    const then = (day: string, asked: Partial<Asked> = {}, options: QuoteOptions = {}): Promise<string> =>
      priceOf({ product_id, ...asked }, { ...options, as_of: new Date(`${day}T12:00:00Z`) });
    expect(await then('2025-12-31')).toBe('base 10.00'); // the first price that is known
    expect(await then('2026-01-01')).toBe('base 10.00');
    expect(await then('2026-02-01')).toBe('base 12.00');
    expect(await then('2026-02-28', {}, { customer_id })).toBe('base 12.00');
    expect(await then('2026-03-01', {}, { customer_id })).toBe('group 9.00');
    expect(await then('2026-03-01')).toBe('base 12.00');
    expect(await then('2026-04-01')).toBe('base 11.00');
    expect(await then('2026-05-01', { quantity: '5' })).toBe('step 8.00');
    expect(await then('2026-05-31', { unit: pack.unit })).toBe('step 48.00');
    expect(await then('2026-06-01', { unit: pack.unit, quantity: '0.5' })).toBe('packaging 50.00');
    expect(await then('2026-07-01')).toBe('base 12.00');
    expect(await then('2026-08-01')).toBe('base 20.00');
    expect(await priceOf({ product_id })).toBe('base 20.00');
  });

  it('take promotions by their own windows', async () => {
    const product_id = await aProduct('10.00');
    const window = { starts_at: '2026-11-20 00:00:00', ends_at: '2026-11-20 23:59:59' };
    await addPromotion(quotes.db, { kind: 'price', value: '6', on: { product: [product_id] }, ...window });
    expect(await priceOf({ product_id }, { at: NOON, as_of: NOON })).toBe('promotion 6.00');
    const before = new Date('2026-11-19T12:00:00Z');
    expect(await priceOf({ product_id }, { at: before, as_of: before })).toBe('base 10.00');
  });
});
