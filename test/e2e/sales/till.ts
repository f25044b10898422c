import { aProduct, type TestProduct } from '../../support/shop.js';
import type { Client } from '../../support/test-app.js';

export interface SaleLine {
  id: string;
  line_number: number;
  product_id: string;
  unit: string;
  unit_factor: number;
  quantity: number;
  returned_quantity: number;
  base_price: number;
  unit_price: number;
  price_rule: string;
  discount_amount: number;
  net_amount: number;
  tax_amount: number;
  total_amount: number;
  taxes: { code: string; name: string; rate: number; amount: number }[];
  tax_treatment: string;
  components: { product_id: string; sku: string; quantity: number }[];
  price_trace: { rule: string; outcome: string; amount?: string; source_id?: string }[];
  cost_amount?: number;
}

export interface Sale {
  id: string;
  status: string;
  version: number;
  subtotal: number;
  discount_amount: number;
  tax_amount: number;
  total_amount: number;
  rounding_amount: number;
  paid_amount: number;
  refunded_amount: number;
  cost_amount?: number;
  coupon_codes: string[];
  receipt_number: string | null;
  loyalty: { points_earned: number; points_redeemed: number; points_balance: number } | null;
  items: SaleLine[];
  payments: { id: string; payment_method: string; amount: number; status: string }[];
}

let counter = 0;

/** A unit by whose name packs are sold. */
export async function aUnit(admin: Client, code: string): Promise<string> {
  await admin.post('/v1/units', { code, name: code, kind: 'piece' }).expect(201);
  return code;
}

/** A pack of a product. */
export async function aPack(
  admin: Client,
  product: { id: string },
  unit: string,
  factor: number,
  fields: object = {},
): Promise<{ id: string }> {
  const answer = await admin
    .post(`/v1/products/${product.id}/packagings`, { unit, factor, allow_sale: true, ...fields })
    .expect(201);
  return answer.body as { id: string };
}

/** A bundle of other products, with a price of its own. */
export async function aBundle(
  admin: Client,
  price: number,
  parts: readonly (readonly [TestProduct, number])[],
  fields: object = {},
): Promise<TestProduct> {
  counter += 1;
  const answer = await admin
    .post('/v1/products', {
      sku: `B-${process.pid}-${counter}`,
      name: `Bundle ${counter}`,
      price,
      kind: 'bundle',
      ...fields,
    })
    .expect(201);
  const bundle = answer.body as TestProduct;
  await admin
    .put(`/v1/products/${bundle.id}/parts`, {
      parts: parts.map(([{ id }, quantity]) => ({ product_id: id, quantity })),
    })
    .expect(200);
  return bundle;
}

export async function stockOf(admin: Client, { id }: { id: string }): Promise<number> {
  return ((await admin.get(`/v1/products/${id}`).expect(200)).body as { stock_quantity: number })
    .stock_quantity;
}

/** Sells and pays the whole by card. */
export async function sell(client: Client, items: object[], fields: object = {}): Promise<Sale> {
  const quoted = await client.post('/v1/sales?dry_run=true', { items, ...fields }).expect(201);
  const { total_amount: amount } = quoted.body as Sale;
  const payments = amount === 0 ? [] : [{ payment_method: 'card', amount }];
  return (await client.post('/v1/sales', { items, payments, ...fields }).expect(201)).body as Sale;
}

/** Takes a part of each line back, in order; 0 leaves a line alone. */
export function giveBack(client: Client, sale: Sale, quantities: number[], fields: object = {}) {
  const items = quantities.flatMap((quantity, index) =>
    quantity === 0 ? [] : [{ sale_item_id: sale.items[index]!.id, quantity }],
  );
  return client.post(`/v1/sales/${sale.id}/returns`, { items, ...fields });
}

export { aProduct };
