import type { Api } from './api.js';
import { DEFAULT_LOCATION_ID } from '../src/locations/default-ids.js';

export type Tracking = 'none' | 'batches' | 'serials';

export interface Product {
  id: string;
  tracking: Tracking;
  /** All that ever came in; where they are now nobody here knows. */
  serials: string[];
}

export interface Sold {
  id: string;
  items: { id: string; quantity: number; lots: { serial_number: string | null }[] }[];
}

export interface Line {
  id: string;
  product_id: string;
  quantity: number;
}

/** A shop whose goods are fought over: few products, three places, and what was begun and not ended. */
export interface World {
  locations: string[];
  products: Product[];
  bundle_id: string;
  supplier_id: string;
  sales: Sold[];
  carts: string[];
  receipts: string[];
  transfers: { id: string; lines: Line[] }[];
  counts: { id: string; product_ids: string[] }[];
  adjustments: string[];
  reservations: { id: string; product: Product; location_id: string }[];
  /** Makes numbers that nothing else has. */
  next(): number;
}

const TRACKINGS: readonly Tracking[] = ['none', 'none', 'none', 'batches', 'batches', 'serials'];

async function makeProducts(api: Api, run: string): Promise<Product[]> {
  const products: Product[] = [];
  for (const [index, tracking] of TRACKINGS.entries()) {
    const { id } = await api.must('products', {
      sku: `${run}-${index}`,
      name: `Soaked ${index}`,
      price: 10,
      cost_price: 6,
      min_stock_level: 20,
      track_batches: tracking === 'batches',
      track_serials: tracking === 'serials',
    });
    products.push({ id, tracking, serials: [] });
  }
  return products;
}

async function makePlace(api: Api, code: string, fields: object): Promise<string> {
  const { id } = await api.must('locations', { code, name: code, ...fields });
  await api.must('registers', { location_id: id, code: 'T1', name: 'Till', is_default: true });
  return id;
}

export async function makeWorld(api: Api): Promise<World> {
  const run = `SOAK${Date.now() % 100_000}`;
  const products = await makeProducts(api, run);
  const bundle = await api.must('products', { sku: `${run}-B`, name: 'Bundle', price: 25, kind: 'bundle' });
  const parts = [products[0]!, products[3]!].map(({ id }) => ({ product_id: id, quantity: 1 }));
  await put(api, bundle.id, parts);
  const supplier = await api.must('suppliers', { name: 'Mill', contact_info: 'mill@shop.example' });
  let count = 0;
  return {
    locations: [
      DEFAULT_LOCATION_ID,
      await makePlace(api, `${run}F`, { issue_order: 'fefo' }),
      await makePlace(api, `${run}N`, { allow_negative_stock: true }),
    ],
    products,
    bundle_id: bundle.id,
    supplier_id: supplier.id,
    sales: [],
    carts: [],
    receipts: [],
    transfers: [],
    counts: [],
    adjustments: [],
    reservations: [],
    next: () => (count += 1),
  };
}

async function put(api: Api, bundle_id: string, parts: object[]): Promise<void> {
  const made = await api.ask('set up', 'PUT', `products/${bundle_id}/parts`, { parts });
  if (made === undefined) throw new Error('The bundle could not be made');
}
