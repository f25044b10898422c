import { newId } from '../../../../src/common/database/new-id.js';
import { query } from '../../../../src/common/database/statement.js';
import { DEFAULT_LOCATION_ID } from '../../../../src/locations/default-ids.js';
import { addCoupon, addPromotion, type PromotionFields } from '../../../support/builders/promotions.js';
import { aProduct, type TestProduct } from '../../../support/shop.js';
import type { Client, TestApp } from '../../../support/test-app.js';
import { aBundle, aPack, aUnit } from '../../../e2e/sales/till.js';

export interface Good extends TestProduct {
  price: number;
  isWeighed: boolean;
  hasPack: boolean;
}

export interface Place {
  id: string;
  digits: number;
}

/** A shop with every kind of rule that can set, lower or tax a price. */
export interface World {
  places: Place[];
  goods: Good[];
  customers: string[];
  cartDiscounts: string[];
  coupons: string[];
}

const PLACES = [
  {
    sale_prices_include_tax: true,
    rounding_level: 'rate',
    rounding_mode: 'half_even',
    price_resolution: 'best_price',
  },
  { currency: 'JPY', rounding_level: 'document', rounding_mode: 'down', sale_prices_include_tax: true },
  { currency: 'KWD', rounding_level: 'rate', rounding_mode: 'ceiling' },
] as const;

const TAXES = [
  { code: 'STD', name: 'Standard', rate: 20 },
  { code: 'RED', name: 'Reduced', rate: 7, prices_include_tax: true },
  {
    code: 'TWO',
    name: 'Two',
    components: [
      { code: 'GST', name: 'GST', rate: 5 },
      { code: 'QST', name: 'QST', rate: 9.975, is_compound: true },
    ],
  },
  { code: 'REV', name: 'Reverse', rate: 19, is_reverse_charge: true },
];

async function made(admin: Client, path: string, body: object): Promise<string> {
  const answer = await admin.post(path, body);
  if (answer.status !== 201) throw new Error(`${path} answered ${JSON.stringify(answer.body)}`);
  return (answer.body as { id: string }).id;
}

async function placesOf(admin: Client): Promise<Place[]> {
  await admin
    .patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, { allow_negative_stock: true, default_markup_percent: 33 })
    .expect(200);
  const places = [{ id: DEFAULT_LOCATION_ID, digits: 2 }];
  for (const [index, fields] of PLACES.entries()) {
    const policy = { allow_negative_stock: true, default_markup_percent: 40, ...fields };
    const id = await made(admin, '/v1/locations', { code: `P${index}`, name: `Place ${index}`, ...policy });
    await made(admin, '/v1/registers', { location_id: id, code: 'TILL', name: 'Till' });
    const currency = 'currency' in fields ? fields.currency : 'USD';
    places.push({ id, digits: currency === 'JPY' ? 0 : currency === 'KWD' ? 3 : 2 });
  }
  return places;
}

async function goodsOf(admin: Client): Promise<Good[]> {
  const groups: (string | null)[] = [null];
  for (const tax of TAXES) groups.push(await made(admin, '/v1/tax-groups', tax));
  await aUnit(admin, 'case');
  const goods: Good[] = [];
  for (let at = 0; at < 18; at += 1) {
    const price = [2, 24.99, 0.0125, 199.9, 3.335, 1450][at % 6]!;
    const isWeighed = at % 6 === 4;
    const fields = {
      ...{ price: at === 17 ? null : price, cost_price: Number((price / 2).toFixed(4)), stock_quantity: 50 },
      ...{ unit: isWeighed ? 'kg' : 'pc', tax_group_id: groups[at % groups.length] },
    };
    const product = await aProduct(admin, fields as { price?: number });
    const hasPack = at % 3 === 0;
    if (hasPack) await aPack(admin, product, 'case', 12);
    goods.push({ ...product, price, isWeighed, hasPack });
  }
  const bundle = await aBundle(admin, 30, [
    [goods[0]!, 2],
    [goods[1]!, 1],
  ]);
  return [...goods, { ...bundle, price: 30, isWeighed: false, hasPack: false }];
}

async function customersOf(
  { dataSource }: TestApp,
  admin: Client,
  goods: readonly Good[],
): Promise<string[]> {
  const vip = newId();
  await query(
    dataSource,
    `INSERT INTO price_groups (id, code, name, default_discount_percent) VALUES ($1, 'VIP', 'VIP', 7.5)`,
    [vip],
  );
  for (const [at, { id, price }] of goods.entries()) {
    if (at % 4 !== 1) continue;
    await query(
      dataSource,
      `INSERT INTO group_prices (id, product_id, price_group_id, min_quantity, price) VALUES ($1, $2, $3, 3, $4)`,
      [newId(), id, vip, (price * 0.85).toFixed(4)],
    );
  }
  const kinds = [
    { price_group_id: vip },
    { discount_percent: 5 },
    { tax_treatment: 'exempt' },
    { type: 'company', vat_number: 'DE136695976' },
    { price_group_id: vip, tax_treatment: 'exempt', discount_percent: 3 },
  ];
  const ids: string[] = [];
  for (const kind of kinds)
    ids.push(await made(admin, '/v1/customers', { name: 'C', contact_info: 'c', ...kind }));
  return ids;
}

async function pricesOf({ dataSource }: TestApp, goods: readonly Good[]): Promise<void> {
  for (const [at, { id, price, hasPack }] of goods.entries()) {
    if (at % 5 === 2) {
      await query(
        dataSource,
        `INSERT INTO step_prices (id, product_id, min_quantity, price) VALUES ($1, $2, 5, $3)`,
        [...[newId(), id, (price * 0.9).toFixed(4)]],
      );
    }
    if (at % 7 === 3) {
      await query(
        dataSource,
        `INSERT INTO product_prices (id, location_id, product_id, method, base_price, effective_price)
         VALUES ($1, $2, $3, 'fixed', $4, $4)`,
        [newId(), DEFAULT_LOCATION_ID, id, (price * 1.1).toFixed(4)],
      );
    }
    if (hasPack && at % 2 === 0) {
      await query(
        dataSource,
        `INSERT INTO packaging_prices (id, packaging_id, product_id, method, price, effective_price)
         SELECT $1::uuid, k.id, k.product_id, 'fixed', $3::numeric, $3::numeric FROM product_packagings k
         WHERE k.product_id = $2::uuid`,
        [newId(), id, (price * 11.5).toFixed(4)],
      );
    }
  }
}

async function promotionsOf({ dataSource }: TestApp, goods: readonly Good[]): Promise<string[]> {
  const some = (first: number, step: number): string[] =>
    goods.filter((_, at) => at % step === first).map(({ id }) => id);
  const add = (fields: PromotionFields, ids?: string[]): Promise<string> =>
    addPromotion(dataSource, fields, ids);
  await add({ kind: 'percentage', value: 12.5 }, some(0, 4));
  await add({ kind: 'fixed_amount', value: 0.35 }, some(1, 6));
  await add({ kind: 'price', value: 1.99 }, some(6, 12));
  await add({ kind: 'percentage', value: 30, is_exclusive: true, priority: 5 }, some(9, 18));
  await add({ kind: 'buy_x_get_y', buy_quantity: 2, get_quantity: 1, get_percent: 100 }, some(2, 5));
  await add({ kind: 'basket', value: 3, value_type: 'percentage', min_basket_amount: 500 });
  const open = await add({ kind: 'basket', value: 5, value_type: 'fixed_amount', requires_coupon: true });
  const half = await add({ kind: 'percentage', value: 50, requires_coupon: true }, some(0, 2));
  await addCoupon(dataSource, open, 'BASKET');
  await addCoupon(dataSource, half, 'HALF');
  return ['BASKET', 'HALF'];
}

export async function buildWorld(t: TestApp, admin: Client): Promise<World> {
  const places = await placesOf(admin);
  const goods = await goodsOf(admin);
  const customers = await customersOf(t, admin, goods);
  await pricesOf(t, goods);
  const named = goods.filter((_, at) => at % 6 === 5).map(({ id }) => id);
  const fifth = { name: 'A fifth', type: 'percentage', value: 20, applicable_products: named };
  await made(admin, '/v1/discounts', fifth);
  const cartDiscounts = [
    await made(admin, '/v1/discounts', { name: 'Staff', type: 'percentage', value: 8 }),
    await made(admin, '/v1/discounts', { name: 'Voucher', type: 'fixed_amount', value: 2 }),
  ];
  return { places, goods, customers, cartDiscounts, coupons: await promotionsOf(t, goods) };
}
