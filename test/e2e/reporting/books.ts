import { DEFAULT_LOCATION_ID } from '../../../src/locations/index.js';
import { aProduct } from '../../support/shop.js';
import type { Client, TestApp } from '../../support/test-app.js';

interface Sale {
  id: string;
  items: { id: string }[];
  payments: { id: string; payment_method: string }[];
}

interface Id {
  id: string;
}

/** A small shop's books, kept over HTTP; the specs compare the reports with figures worked out by hand. */
export interface Books {
  main: string;
  auckland: string;
  coffee: Id;
  tea: Id;
  dust: Id;
}

async function post<T = Id>(who: Client, path: string, body: object, status = 201): Promise<T> {
  return (await who.post(path, body).expect(status)).body as T;
}

/**
 * Main store (UTC, USD, 20 % on top):
 *   10 Mar  09:30  8 coffee + 1 tea            84.00 + 16.80 = 100.80   cash          cost 8×6 + 1     = 49
 *           14:05  4 coffee less 5.00          35.00 +  7.00 =  42.00   card          cost 2×6 + 2×7   = 26
 *   11 Mar  10:00  2 tea, sold by the manager   8.00 +  1.60 =   9.60   5 cash, card  cost 2×1         =  2
 *    2 Apr         3 coffee of the first come back, to the shelf   −30.00 − 6.00 = −36.00   cash   cost −3×6 = −18
 *                  1 coffee of the second, damaged                  −8.75 − 1.75 = −10.50   card   cost −7, loss 7
 *   today          the manager's sale is voided, 1.50 of the second is given back, 1 tea is missing, cash 30 in, 10 out
 * Auckland (NZD, sells before goods are booked in):
 *   11 Mar  00:30 local (10 Mar 11:30 UTC)  1 tea   4.00 + 0.80 = 4.80   cash; the tea is booked in later, at 2.50
 * A pending sale and a cancelled one count nowhere.
 */
export async function keepBooks(t: TestApp): Promise<Books> {
  const [admin, manager] = await Promise.all([t.as('admin'), t.as('manager')]);
  const tax_group_id = (await post(admin, '/v1/tax-groups', { code: 'STD', name: 'Standard', rate: 20 })).id;
  const coffee = await aProduct(admin, {
    name: 'Coffee',
    price: 10,
    cost_price: 6,
    stock_quantity: 10,
    tax_group_id,
  });
  const tea = await aProduct(admin, {
    name: 'Tea',
    price: 4,
    cost_price: 1,
    stock_quantity: 5,
    tax_group_id,
  });
  const dust = await aProduct(admin, {
    name: '=Dust',
    price: 3,
    cost_price: 2,
    stock_quantity: 3,
    tax_group_id,
  });
  await post(admin, `/v1/inventory/restock/${coffee.id}`, { quantity: 10, unit_cost: 7 }, 200);
  const far = {
    code: 'AKL',
    name: 'Auckland',
    time_zone: 'Pacific/Auckland',
    currency: 'NZD',
    allow_negative_stock: true,
  };
  const auckland = (await post(admin, '/v1/locations', far)).id;
  await post(admin, '/v1/registers', { location_id: auckland, code: 'AKL1', name: 'Till', is_default: true });
  const books = { main: DEFAULT_LOCATION_ID, auckland, coffee, tea, dust };
  await sellAndReturn(admin, manager, books);
  await sellFarAway(admin, books);
  await leaveUnfinished(admin, books);
  return books;
}

async function sellAndReturn(admin: Client, manager: Client, { coffee, tea }: Books): Promise<void> {
  const first = await post<Sale>(admin, '/v1/sales', {
    sale_date: '2025-03-10T09:30:00Z',
    items: [
      { product_id: coffee.id, quantity: 8 },
      { product_id: tea.id, quantity: 1 },
    ],
    payments: [{ payment_method: 'cash', amount: 100.8, tendered: 110 }],
  });
  const second = await post<Sale>(admin, '/v1/sales', {
    sale_date: '2025-03-10T14:05:00Z',
    items: [{ product_id: coffee.id, quantity: 4, discount_amount: 5 }],
    payments: [{ payment_method: 'card', amount: 42 }],
  });
  const third = await post<Sale>(manager, '/v1/sales', {
    sale_date: '2025-03-11T10:00:00Z',
    items: [{ product_id: tea.id, quantity: 2 }],
    payments: [
      { payment_method: 'cash', amount: 5 },
      { payment_method: 'card', amount: 4.6 },
    ],
  });
  await post(manager, `/v1/sales/${third.id}/void`, { reason: 'Rung up twice' }, 200);
  const return_date = '2025-04-02T12:00:00Z';
  const shelf = { sale_item_id: first.items[0]!.id, quantity: 3, disposition: 'restock' };
  await post(admin, `/v1/sales/${first.id}/returns`, { return_date, items: [shelf] });
  const broken = { sale_item_id: second.items[0]!.id, quantity: 1, disposition: 'damaged' };
  await post(admin, `/v1/sales/${second.id}/returns`, { return_date, items: [broken] });
  await post(
    admin,
    `/v1/payments/${second.payments[0]!.id}/refund`,
    { amount: 1.5, reason: 'Goodwill' },
    200,
  );
  await post(admin, `/v1/inventory/stock-adjustment/${tea.id}`, { adjustment: -1, reason: 'Missing' }, 200);
  await post(admin, '/v1/transactions', { kind: 'cash_in', amount: 30, reason: 'Float' });
  const out = await post(admin, '/v1/transactions', { kind: 'cash_out', amount: 25, reason: 'Typing error' });
  await admin.delete(`/v1/transactions/${out.id}`).expect(200);
  await post(admin, '/v1/transactions', { kind: 'cash_out', amount: 10, reason: 'Window cleaner' });
}

async function sellFarAway(admin: Client, { auckland, tea }: Books): Promise<void> {
  await post<Sale>(admin, '/v1/sales', {
    location_id: auckland,
    sale_date: '2025-03-10T11:30:00Z',
    items: [{ product_id: tea.id, quantity: 1 }],
    payments: [{ payment_method: 'cash', amount: 4.8 }],
  });
  const delivery = { quantity: 6, unit_cost: 2.5, location_id: auckland };
  await post(admin, `/v1/inventory/restock/${tea.id}`, delivery, 200);
}

async function leaveUnfinished(admin: Client, { coffee }: Books): Promise<void> {
  const cart = { sale_date: '2025-03-12T10:00:00Z', items: [{ product_id: coffee.id, quantity: 1 }] };
  await post(admin, '/v1/sales', cart);
  const { id } = await post(admin, '/v1/sales', cart);
  await post(admin, `/v1/sales/${id}/payments`, { payment_method: 'cash', amount: 2 });
  await admin.delete(`/v1/sales/${id}`).expect(200);
}
