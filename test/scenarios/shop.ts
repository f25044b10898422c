import type { Client } from '../support/test-app.js';

/** Ids of the shop of carts.md, by the names that stand there. */
export interface ScenarioShop {
  places: Map<string, string>;
  products: Map<string, string>;
  customers: Map<string, string>;
}

type Created = { id: string };

async function make(admin: Client, path: string, body: object): Promise<string> {
  const answer = await admin.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as Created).id;
}

async function openPlaces(admin: Client): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  const usual = { time_zone: 'UTC', currency: 'USD', allow_negative_stock: true };
  const each = {
    SHOP: {},
    BEST: { price_resolution: 'best_price' },
    RATE: { rounding_level: 'rate' },
    GROSS: { sale_prices_include_tax: true, rounding_level: 'document', currency: 'EUR' },
  };
  for (const [code, policy] of Object.entries(each)) {
    const id = await make(admin, '/v1/locations', { code, name: code, ...usual, ...policy });
    await make(admin, '/v1/registers', { location_id: id, code: `TILL-${code}`, name: code });
    places.set(code, id);
  }
  return places;
}

async function taxGroups(admin: Client): Promise<Record<'STD' | 'RED' | 'CA' | 'RC', string>> {
  const group = (code: string, terms: object) =>
    make(admin, '/v1/tax-groups', { code, name: code, ...terms });
  return {
    STD: await group('STD', { rate: 20 }),
    RED: await group('RED', { rate: 9 }),
    CA: await group('CA', {
      components: [
        { code: 'GST', name: 'GST', rate: 5 },
        { code: 'PST', name: 'PST', rate: 10, is_compound: true },
      ],
    }),
    RC: await group('RC', { rate: 20, is_reverse_charge: true }),
  };
}

async function fillShelves(admin: Client): Promise<Map<string, string>> {
  const { STD, RED, CA, RC } = await taxGroups(admin);
  await make(admin, '/v1/units', {
    code: 'box',
    name: 'Box',
    symbol: 'box',
    kind: 'piece',
    decimal_places: 0,
  });
  const drinks = await make(admin, '/v1/categories', { name: 'Drinks' });
  const goods: Record<string, object> = {
    WIDGET: { price: 24.99, cost_price: 15 },
    MUG: { price: 12.99, tax_group_id: STD },
    TEA: { price: 4.95, tax_group_id: STD },
    BEER: { price: 1.2, tax_group_id: STD, category_id: drinks },
    CAKE: { price: 0.99, tax_group_id: STD },
    APPLE: { price: 2.49, tax_group_id: STD, is_weighed: true },
    BOOK: { price: 10, tax_group_id: RED },
    SYRUP: { price: 10, tax_group_id: CA },
    STEEL: { price: 100, tax_group_id: RC },
    PEN: { price: null, cost_price: 2 },
    LAMP: { price: 50, cost_price: 30 },
    GIFT: { price: 0 },
  };
  const products = new Map<string, string>();
  for (const [sku, fields] of Object.entries(goods)) {
    products.set(sku, await make(admin, '/v1/products', { sku, name: sku, tax_group_id: null, ...fields }));
  }
  return products;
}

async function priceGoods(
  admin: Client,
  { places, products }: ScenarioShop,
): Promise<Record<string, string>> {
  const id = (sku: string): string => products.get(sku)!;
  const VIP = await make(admin, '/v1/price-groups', { code: 'VIP', name: 'VIP' });
  const WHOLESALE = await make(admin, '/v1/price-groups', {
    code: 'WHOLESALE',
    name: 'Wholesale',
    default_discount_percent: 10,
  });
  await make(admin, '/v1/prices/group', { product_id: id('WIDGET'), price_group_id: VIP, price: 22 });
  await make(admin, '/v1/prices/step', { product_id: id('WIDGET'), min_quantity: 50, price: 21.5 });
  await make(admin, '/v1/prices/step', { product_id: id('BEER'), min_quantity: 24, price: 1.1 });
  await make(admin, '/v1/prices', {
    product_id: id('LAMP'),
    location_id: places.get('SHOP'),
    method: 'markup',
    markup_percent: 40,
  });
  const box = await make(admin, `/v1/products/${id('BEER')}/packagings`, { unit: 'box', factor: 24 });
  await make(admin, '/v1/prices/packaging', { packaging_id: box, method: 'fixed', price: 25 });
  return { VIP, WHOLESALE };
}

async function promote(admin: Client, { products }: ScenarioShop, vip: string): Promise<void> {
  const on = (sku: string) => ({ targets: [{ kind: 'product', target_id: products.get(sku)! }] });
  const promotion = (name: string, terms: object) => make(admin, '/v1/promotions', { name, ...terms });
  await promotion('Mug week', {
    kind: 'price',
    value: 9.99,
    starts_at: '2031-11-01',
    ends_at: '2031-11-30',
    ...on('MUG'),
  });
  await promotion('Buy 2 tea, get 1', {
    kind: 'buy_x_get_y',
    buy_quantity: 2,
    get_quantity: 1,
    ...on('TEA'),
  });
  await promotion('Books by the three', {
    kind: 'percentage',
    value: 15,
    min_quantity: 3,
    max_quantity: 10,
    ...on('BOOK'),
  });
  await promotion('Happy hour', {
    kind: 'percentage',
    value: 10,
    starts_at: '2031-01-01',
    ends_at: '2031-12-31',
    time_from: '17:00',
    time_to: '19:00',
    ...on('BEER'),
  });
  const vip20 = await promotion('VIP20', {
    kind: 'price',
    value: 20,
    requires_coupon: true,
    price_group_ids: [vip],
    ...on('WIDGET'),
  });
  const save5 = await promotion('SAVE5', {
    kind: 'basket',
    value: 5,
    value_type: 'fixed_amount',
    min_basket_amount: 50,
    requires_coupon: true,
  });
  await make(admin, `/v1/promotions/${vip20}/coupons`, { code: 'VIP20' });
  await make(admin, `/v1/promotions/${save5}/coupons`, { code: 'SAVE5' });
}

async function meetCustomers(admin: Client, groups: Record<string, string>): Promise<Map<string, string>> {
  const people: Record<string, object> = {
    VERA: { price_group_id: groups.VIP },
    WALT: { price_group_id: groups.WHOLESALE },
    CARL: { discount_percent: 5 },
    ELLA: { tax_treatment: 'exempt' },
    RITA: { type: 'company', vat_number: 'DE136695976' },
  };
  const customers = new Map<string, string>();
  for (const [name, terms] of Object.entries(people)) {
    customers.set(name, await make(admin, '/v1/customers', { name, ...terms }));
  }
  return customers;
}

/** Sets up the shop that carts.md describes, over HTTP. */
export async function openScenarioShop(admin: Client): Promise<ScenarioShop> {
  const shop: ScenarioShop = {
    places: await openPlaces(admin),
    products: await fillShelves(admin),
    customers: new Map(),
  };
  const groups = await priceGoods(admin, shop);
  await promote(admin, shop, groups.VIP!);
  shop.customers = await meetCustomers(admin, groups);
  return shop;
}
