import { expectNoDrift } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';
import { readCarts, type ScenarioCart } from './cart-table.js';
import { openScenarioShop, type ScenarioShop } from './shop.js';

interface Priced {
  subtotal: number;
  tax_amount: number;
  total_amount: number;
}
interface Line {
  unit_price: number;
  price_rule: string;
  discount_amount: number;
}

const CARTS = readCarts();
const ACCEPTED = CARTS.filter(({ refused }) => refused === undefined);
const SOLD = ACCEPTED.filter(({ at }) => at === undefined);
const REFUSED = CARTS.filter(({ refused }) => refused !== undefined);

describe('worked carts', () => {
  let t: TestApp;
  let admin: Client;
  let shop: ScenarioShop;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    shop = await openScenarioShop(admin);
  });
  afterAll(() => t.close());

  const bodyOf = ({ place, customer, at, items, coupon }: ScenarioCart) => ({
    location_id: shop.places.get(place),
    ...(customer === undefined ? {} : { customer_id: shop.customers.get(customer) }),
    ...(at === undefined ? {} : { sale_date: at }),
    ...(coupon === undefined ? {} : { coupon_codes: [coupon] }),
    items: items.map(({ quantity, sku, unit }) => ({ product_id: shop.products.get(sku), quantity, unit })),
  });
  const figuresOf = ({ unit_price, price_rule, discount_amount }: Line): Line => {
    return { unit_price, price_rule, discount_amount };
  };

  it('are many', () => expect(CARTS.length).toBeGreaterThan(40));

  it.each(ACCEPTED.map((cart) => [cart.title, cart] as const))('%s', async (_, cart) => {
    const answer = await admin.post('/v1/pricing/quote', bodyOf(cart));
    const quote = answer.body as Priced & { lines: Line[] };
    expect({ ...quote, lines: quote.lines?.map(figuresOf) }).toMatchObject({
      lines: cart.lines,
      subtotal: cart.net,
      tax_amount: cart.tax,
      total_amount: cart.total,
    });
  });

  it.each(SOLD.map((cart) => [cart.title, cart] as const))('%s is sold for that', async (_, cart) => {
    const payments = cart.total === 0 ? [] : [{ payment_method: 'card', amount: cart.total }];
    const body = { ...bodyOf(cart), payments, status: 'completed' };
    const sale = (await admin.post('/v1/sales', body)).body as Priced & { items: Line[] };
    expect({ ...sale, items: sale.items?.map(figuresOf) }).toMatchObject({
      items: cart.lines,
      subtotal: cart.net,
      tax_amount: cart.tax,
      total_amount: cart.total,
    });
  });

  it.each(REFUSED.map((cart) => [cart.title, cart] as const))('%s', async (_, cart) => {
    for (const path of ['/v1/pricing/quote', '/v1/sales']) {
      const problem = await admin.post(path, bodyOf(cart)).expect(422);
      expect((problem.body as { errors: object[] }).errors).toMatchObject([
        { field: 'coupon_codes.0', code: cart.refused },
      ]);
    }
  });

  it('tells the margin of the widget by the step to those who may see costs', async () => {
    const cart = CARTS.find(({ title }) => title.startsWith('4 |'))!;
    const { body } = await admin.post('/v1/pricing/quote', bodyOf(cart)).expect(200);
    expect((body as { lines: object[] }).lines).toMatchObject([{ unit_cost: 15, margin_percent: 30.23 }]);
    const cashier = await t.as('cashier');
    const seen = await cashier.post('/v1/pricing/quote', bodyOf(cart)).expect(200);
    expect(JSON.stringify(seen.body)).not.toMatch(/unit_cost|margin/);
  });

  it('leaves nothing that does not add up', () => expectNoDrift(admin));
});
