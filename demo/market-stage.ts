import { Decimal } from '../src/common/money/decimal.js';
import type { Api } from './api.js';
import { each } from './progress.js';
import { say } from './say.js';
import type { Market } from './supermarket.js';

export const TAX_PERCENT = 5;
export const MEMBERS = 40;
export const CURRENCY = 'INR';

interface KnownGoods {
  branches: Map<string, string>;
  products: Map<string, string>;
}

export async function openBranches(api: Api, market: Market): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { code, city } of market.branches) {
    const { id } = await api.post<{ id: string }>('/v1/locations', {
      code: `BRANCH-${code}`,
      name: `Branch ${code}, ${city}`,
      time_zone: 'Asia/Kolkata',
      currency: CURRENCY,
    });
    await api.post('/v1/registers', { location_id: id, code: `TILL-${code}`, name: `Till of ${city}` });
    ids.set(code, id);
  }
  return ids;
}

/** Products come as a file, as they would from another system. */
export async function importProducts(api: Api, market: Market): Promise<Map<string, string>> {
  await api.post('/v1/tax-groups', { code: 'VAT5', name: 'VAT 5 %', rate: TAX_PERCENT });
  const lines = market.products.map(({ sku, name, category, price }) =>
    JSON.stringify({ sku, name, category, price: price.toNumber(), tax_group: 'VAT5' }),
  );
  const { id } = await api.upload<{ id: string }>(
    '/v1/products/import',
    'application/x-ndjson',
    lines.join('\n'),
  );
  interface Progress {
    status: string;
    created_count: number;
    rejected_count: number;
  }
  let job: Progress;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = await api.get<Progress>(`/v1/products/import/${id}`);
  } while (job.status !== 'completed');
  say(`imported     ${job.created_count} products, ${job.rejected_count} refused`);
  const ids = new Map<string, string>();
  for await (const row of api.pages<{ sku: string; product_id: string }>(`/v1/products/import/${id}/rows`))
    ids.set(row.sku, row.product_id);
  return ids;
}

/** Each branch gets exactly what it is going to sell. */
export async function stockBranches(api: Api, market: Market, known: KnownGoods): Promise<void> {
  const wanted = new Map<string, { branch: string; sku: string; quantity: Decimal }>();
  for (const { branch, sku, quantity } of market.receipts) {
    const key = `${branch}/${sku}`;
    const before = wanted.get(key)?.quantity ?? new Decimal(0);
    wanted.set(key, { branch, sku, quantity: before.plus(quantity) });
  }
  await each('stocked', [...wanted.values()], 8, async ({ branch, sku, quantity }) => {
    const where = `location_id=${known.branches.get(branch)}&quantity=${quantity.toFixed()}`;
    await api.post(`/v1/inventory/restock/${known.products.get(sku)}?${where}`, {});
  });
}

export async function enrolMembers(api: Api): Promise<string[]> {
  const [program] = await api.get<{ id: string }[]>('/v1/loyalty-programs');
  const numbers = Array.from({ length: MEMBERS }, (_, index) => index + 1);
  const ids: string[] = [];
  await each('members', numbers, 4, async (number) => {
    const { id } = await api.post<{ id: string }>('/v1/customers', {
      code: `MEMBER-${number}`,
      name: `Member ${number}`,
    });
    await api.post(`/v1/loyalty-programs/${program!.id}/members`, { customer_id: id });
    ids[number - 1] = id;
  });
  return ids;
}
