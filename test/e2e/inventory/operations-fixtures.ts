import type { Test } from 'supertest';
import { TRANSIT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct, type TestProduct } from '../../support/shop.js';
import type { Client, TestApp } from '../../support/test-app.js';

/** A document of a kind that moves stock, as it is answered. */
export interface DocumentBody {
  id: string;
  number: string;
  status: string;
  status_meaning: string;
  version: number;
  lines: { id: string; product_id: string; quantity: number; [field: string]: unknown }[];
  [field: string]: unknown;
}

export async function bodyOf<Body = DocumentBody>(test: Test, status = 200): Promise<Body> {
  return (await test.expect(status)).body as Body;
}

export async function codeOf(test: Test, status: number): Promise<string> {
  return ((await test.expect(status)).body as { code: string }).code;
}

/** `kind +5`, in the order in which they were written. */
export async function movementsAt(
  t: TestApp,
  product_id: string,
  location_id: string = TRANSIT_LOCATION_ID,
): Promise<string[]> {
  const rows = await t.dataSource.query<{ text: string }[]>(
    `SELECT kind || ' ' || CASE WHEN quantity > 0 THEN '+' ELSE '' END || trim_scale(quantity) AS text
     FROM stock_movements WHERE product_id = $1 AND location_id = $2 ORDER BY id`,
    [product_id, location_id],
  );
  return rows.map(({ text }) => text);
}

export async function onHandAt(t: TestApp, product_id: string, location_id: string): Promise<number> {
  const [row] = await t.dataSource.query<{ on_hand: string }[]>(
    `SELECT on_hand FROM stock_levels WHERE product_id = $1 AND location_id = $2`,
    [product_id, location_id],
  );
  return Number(row?.on_hand ?? 0);
}

/** A product whose batches are tracked, with goods in the batches that are named. */
export async function aTrackedProduct(
  admin: Client,
  batches: { quantity: number; batch_number: string; expiry_date?: string; unit_cost?: number }[],
  fields: object = {},
): Promise<TestProduct> {
  const product = await aProduct(admin, { stock_quantity: 0, track_batches: true, ...fields });
  for (const batch of batches) await admin.post(`/v1/inventory/restock/${product.id}`, batch).expect(200);
  return product;
}

/** A product whose pieces have serial numbers, with those pieces. */
export async function aSerialProduct(admin: Client, serial_numbers: string[]): Promise<TestProduct> {
  const product = await aProduct(admin, { stock_quantity: 0, track_serials: true });
  if (serial_numbers.length > 0) {
    const goods = { quantity: serial_numbers.length, serial_numbers };
    await admin.post(`/v1/inventory/restock/${product.id}`, goods).expect(200);
  }
  return product;
}
