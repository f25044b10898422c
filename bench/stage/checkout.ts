import { randomUUID } from 'node:crypto';
import type { Call, HttpClient } from '../measure/http-client.js';
import { pick, pickSome } from './pick.js';
import type { Shop } from './shop.js';
import type { Till } from './tills.js';

export const LINES = 3;

/** The things of one checkout, chosen at random. */
export interface Choice {
  products: Shop['products'];
  register: Shop['registers'][number];
  customer: Shop['customers'][number];
  till: Till;
  key: string;
}

export function choose(shop: Shop, till: Till): Choice {
  return {
    products: pickSome(shop.products, LINES),
    register: pick(shop.registers),
    customer: pick(shop.customers),
    till,
    key: randomUUID(),
  };
}

/** Three products, one card payment of what they cost. */
export function checkoutCall(
  { products, register, customer, till, key }: Choice,
  cents: Map<string, number>,
): Call {
  const total = products.reduce((sum, { id }) => sum + cents.get(id)!, 0);
  return {
    method: 'POST',
    path: '/v1/sales',
    token: till.token,
    key,
    body: {
      register_id: register.id,
      customer_id: customer.id,
      items: products.map(({ id }) => ({ product_id: id, quantity: 1 })),
      payments: [{ payment_method: 'card', amount: total / 100 }],
      status: 'completed',
    },
  };
}

/** Rings up one sale over HTTP; throws unless it is completed. */
export async function ringUp(http: HttpClient, call: Call): Promise<void> {
  const body = await http.expect(201, call);
  if (!body.includes('"status":"completed"'))
    throw new Error(`A sale was not completed: ${body.toString('utf8')}`);
}
