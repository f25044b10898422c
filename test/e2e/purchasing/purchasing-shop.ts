import type { Client, TestApp } from '../../support/test-app.js';

export interface Line {
  id: string;
  [field: string]: unknown;
}
export interface Body {
  id: string;
  number: string;
  version: number;
  code: string;
  lines: Line[];
  errors: { field: string; code: string }[];
  [field: string]: unknown;
}

/** Sends a POST and expects its status; a wrong one shows the answer. */
export async function post(as: Client, path: string, body: object = {}, status = 200): Promise<Body> {
  const answer = await as.post(path, body);
  expect([answer.status, answer.body]).toEqual([status, answer.body]);
  return answer.body as Body;
}

export async function get(as: Client, path: string): Promise<Body> {
  return (await as.get(path).expect(200)).body as Body;
}

export async function aSupplier(admin: Client, fields: object = {}): Promise<string> {
  return (await post(admin, '/v1/suppliers', { name: 'Acme', ...fields }, 201)).id;
}

export async function anOrder(
  admin: Client,
  supplier_id: string,
  lines: object[],
  fields: object = {},
): Promise<Body> {
  return post(admin, '/v1/purchase-orders', { supplier_id, lines, ...fields }, 201);
}

/** Gives a product a pack in which it is bought. */
export async function aPack(
  admin: Client,
  productId: string,
  unit: string,
  factor: number,
  fields = {},
): Promise<void> {
  const made = await admin.post('/v1/units', { code: unit, name: unit, kind: 'piece' });
  expect([201, 409]).toContain(made.status);
  await post(admin, `/v1/products/${productId}/packagings`, { unit, factor, ...fields }, 201);
}

/** Quantity and value of a product at the default location; zero when it was never there. */
export async function stockOf(
  admin: Client,
  productId: string,
): Promise<{ on_hand: number; stock_value: number }> {
  const { body } = await admin.get(`/v1/inventory/stock-levels?product_id=${productId}`).expect(200);
  const [level] = body as { on_hand: number; stock_value: number }[];
  return { on_hand: level?.on_hand ?? 0, stock_value: level?.stock_value ?? 0 };
}

/** The open layers of a product, oldest first: `50 @ 12.5`. */
export async function layersOf(t: TestApp, productId: string): Promise<string[]> {
  const rows = await t.dataSource.query<{ shown: string }[]>(
    `SELECT remaining::float8 || ' @ ' || unit_cost::float8 AS shown FROM cost_layers
     WHERE product_id = $1 AND is_open ORDER BY received_at, id`,
    [productId],
  );
  return rows.map(({ shown }) => shown);
}

export function codesOf(body: Body): string[] {
  return body.errors.map(({ field, code }) => `${field} ${code}`);
}
