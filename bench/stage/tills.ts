import type { HttpClient } from '../measure/http-client.js';
import { ADMIN } from './server.js';
import type { Shop } from './shop.js';

/** A signed-in cashier. */
export interface Till {
  user_id: string;
  username: string;
  session_id: string;
  token: string;
}

interface QuotedLine {
  product_id: string;
  total_amount: number;
}

const QUOTED_AT_ONCE = 500;

function sessionOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')) as {
    sid: string;
  };
  return claims.sid;
}

/** Signs in one of the cashiers that the shop was loaded with. */
async function openTill(http: HttpClient, number: number): Promise<Till> {
  const username = `bench_till_${String(number).padStart(2, '0')}`;
  const body = { username, password: ADMIN.password };
  const login = { method: 'POST', path: '/v1/auth/login', body } as const;
  const { access_token: token } = await http.json<{ access_token: string }>(200, login);
  const { id } = await http.json<{ id: string }>(200, { path: '/v1/auth/me', token });
  return { user_id: id, username, session_id: sessionOf(token), token };
}

export async function openTills(http: HttpClient, count: number): Promise<Till[]> {
  const tills: Till[] = [];
  for (let number = 1; number <= count; number += 1) tills.push(await openTill(http, number));
  return tills;
}

/** What one piece of each product costs, in cents and with tax, as the server's own quote says. */
export async function askPrices(
  http: HttpClient,
  { token }: Till,
  { products }: Shop,
): Promise<Map<string, number>> {
  const cents = new Map<string, number>();
  for (let from = 0; from < products.length; from += QUOTED_AT_ONCE) {
    const items = products
      .slice(from, from + QUOTED_AT_ONCE)
      .map(({ id }) => ({ product_id: id, quantity: 1 }));
    const call = { method: 'POST', path: '/v1/pricing/quote', token, body: { items } } as const;
    const { lines } = await http.json<{ lines: QuotedLine[] }>(200, call);
    for (const line of lines) cents.set(line.product_id, Math.round(line.total_amount * 100));
  }
  return cents;
}
