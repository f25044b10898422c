import type { Client } from './test-app.js';

export interface TestProduct {
  id: string;
  sku: string;
}

let counter = 0;

/** A product with opening stock, made over HTTP as a shop would. */
export async function aProduct(
  admin: Client,
  fields: { price?: number; cost_price?: number; stock_quantity?: number; [field: string]: unknown } = {},
): Promise<TestProduct> {
  counter += 1;
  const sku = `T-${process.pid}-${counter}`;
  const product = {
    sku,
    name: `Product ${counter}`,
    price: 10,
    cost_price: 6,
    stock_quantity: 100,
    ...fields,
  };
  const answer = await admin.post('/v1/products', product).expect(201);
  return answer.body as TestProduct;
}

/** Asserts that every projection still equals its truth. */
export async function expectNoDrift(admin: Client): Promise<void> {
  const { body } = await admin.get('/v1/integrity').expect(200);
  const { checks } = body as { checks: { drift_count: number }[] };
  expect(checks.filter((check) => check.drift_count > 0)).toEqual([]);
}
