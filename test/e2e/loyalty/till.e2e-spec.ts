import { DEFAULT_PROGRAM_ID } from '../../../src/loyalty/index.js';
import { aProduct, expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aCustomer, aProgram, problem, type Body } from './loyalty-fixtures.js';

let t: TestApp;
let admin: Client;
let cashier: Client;
let widget: TestProduct;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  cashier = await t.as('cashier');
  widget = await aProduct(admin, { price: 10, stock_quantity: 1000 });
});
afterEach(() => expectNoDrift(admin));
afterAll(() => t.close());

interface Item {
  id: string;
}

const sell = (customer_id: string, quantity: number, payments: object[], more: object = {}) =>
  cashier.post('/v1/sales', { customer_id, items: [{ product_id: widget.id, quantity }], payments, ...more });

const cash = (amount: number) => ({ payment_method: 'cash', amount });
const points = (amount: number) => ({ payment_method: 'loyalty_points', amount });

async function pointsOf(customer_id: string): Promise<unknown> {
  return ((await admin.get(`/v1/customers/${customer_id}`).expect(200)).body as Body)['loyalty_points'];
}

it('earns on what is paid with money, pays with points, and gives both back', async () => {
  const { id } = await aCustomer(admin, { loyalty_points: 2000 });
  const sale = (await sell(id, 3, [points(10), cash(20)]).expect(201)).body as Body & { items: Item[] };
  expect(await pointsOf(id)).toBe(2000 - 1000 + 20);
  const one = { items: [{ sale_item_id: sale.items[0]!.id, quantity: 1 }], reason: 'Broken' };
  // Cash goes back first: what is kept in the end is paid with points alone, and has earned nothing.
  for (const balance of [1010, 1000, 2000]) {
    await admin.post(`/v1/sales/${sale.id}/returns`, one).expect(201);
    expect(await pointsOf(id)).toBe(balance);
  }
});

it('takes back everything when a sale is voided', async () => {
  const { id } = await aCustomer(admin, { loyalty_points: 500 });
  const sale = (await sell(id, 2, [points(5), cash(15)]).expect(201)).body as Body;
  expect(await pointsOf(id)).toBe(15);
  await admin.post(`/v1/sales/${sale.id}/void`, { reason: 'Mistake' }).expect(200);
  expect(await pointsOf(id)).toBe(500);
});

it('refuses points of strangers, and points that are not there, and sells nothing then', async () => {
  const stranger = await aCustomer(admin);
  const refused = await sell(stranger.id, 1, [points(10)]).expect(409);
  expect(problem(refused).code).toBe('NOT_A_MEMBER');
  const { id } = await aCustomer(admin, { loyalty_points: 999 });
  const short = await sell(id, 1, [points(10)]).expect(409);
  expect(problem(short)).toMatchObject({ code: 'INSUFFICIENT_POINTS', balance: 999, needed: 1000 });
  expect(await pointsOf(id)).toBe(999);
});

it('lets 20 tills that come at once spend points for three sales three times', async () => {
  const { id } = await aCustomer(admin, { loyalty_points: 3000 });
  const tries = await Promise.all(Array.from({ length: 20 }, () => sell(id, 1, [points(10)])));
  const answers = tries.map(({ status }) => status).sort();
  expect(answers).toEqual([201, 201, 201, ...Array<number>(17).fill(409)]);
  expect(await pointsOf(id)).toBe(0);
});

it('earns by the rules of the program, nothing where it is excluded', async () => {
  const program = await aProgram(admin, { points_per_unit: 2 });
  const { id: customer_id } = await aCustomer(admin);
  await admin.post(`/v1/loyalty-programs/${program.id}/members`, { customer_id }).expect(201);
  const parent = (await admin.post('/v1/categories', { name: 'Tobacco' }).expect(201)).body as Body;
  const child = (await admin.post('/v1/categories', { name: 'Cigars', parent_id: parent.id }).expect(201))
    .body as Body;
  const cigar = await aProduct(admin, { price: 10, category_id: child.id });
  await admin
    .post(`/v1/loyalty-programs/${program.id}/earn-rules`, { category_id: parent.id, points_per_unit: 0 })
    .expect(201);
  const items = [
    { product_id: cigar.id, quantity: 1 },
    { product_id: widget.id, quantity: 1 },
  ];
  await sell(customer_id, 1, [cash(20)], { items }).expect(201);
  expect(await pointsOf(customer_id)).toBe(20);
});

it('reports who is loyal, as JSON and as CSV', async () => {
  const program = await aProgram(admin, { tiers: [{ code: 'base', name: 'Base', threshold_points: 0 }] });
  const [big, small] = [await aCustomer(admin, { name: 'Big' }), await aCustomer(admin, { name: 'Small' })];
  for (const { id } of [big, small]) {
    await admin.post(`/v1/loyalty-programs/${program.id}/members`, { customer_id: id }).expect(201);
  }
  await sell(big.id, 5, [cash(50)]).expect(201);
  await sell(big.id, 1, [points(0.2), cash(9.8)]).expect(201);
  const voided = (await sell(small.id, 2, [cash(20)]).expect(201)).body as Body;
  await admin.post(`/v1/sales/${voided.id}/void`, { reason: 'x' }).expect(200);
  await admin
    .post(`/v1/customers/${small.id}/loyalty`, { points: 500, reason: 'x', program_id: program.id })
    .expect(200);

  const path = `/v1/reports/customers/loyalty?program_id=${program.id}`;
  const { body } = await admin.get(`${path}&top_n=5`).expect(200);
  expect(body).toMatchObject({
    rank_by: 'points',
    program_id: program.id,
    members: 2,
    points: 500 + 50 - 20 + 9,
    tiers: [{ program: program['name'], tier: 'base', members: 2, points: 539 }],
    top: [
      { customer_name: 'Small', points: 500, points_earned: 0, total_amount: 0, visits: 0 },
      {
        customer_name: 'Big',
        tier: 'base',
        points: 39,
        points_earned: 59,
        points_redeemed: 20,
        points_expired: 0,
        currency: 'USD',
        total_amount: 60,
        visits: 2,
      },
    ],
  });
  const bySpend = await admin.get(`${path}&rank_by=spend&top_n=1`).expect(200);
  expect(bySpend.body).toMatchObject({ top: [{ customer_name: 'Big' }] });
  const csv = await admin.get(`${path}&rank_by=redeemed&format=csv`).expect(200);
  const [header, first] = csv.text.split('\r\n');
  expect(header).toMatch(/^customer_id,customer_code,customer_name,program,tier,points,/);
  expect(first).toContain(',Big,');
  expect(csv.headers['content-disposition']).toMatch(/loyalty-.*\.csv/);

  await admin.get('/v1/reports/customers/loyalty?top_n=0').expect(422);
  await admin.get('/v1/reports/customers/loyalty?rank_by=shoes').expect(422);
  await cashier.get('/v1/reports/customers/loyalty').expect(403);
  await (await t.as('manager')).get('/v1/reports/customers/loyalty').expect(200);
});

it('follows points that money was given for without goods', async () => {
  const { id } = await aCustomer(admin, { loyalty_points: 100 });
  const sale = (await sell(id, 2, [points(1), cash(19)]).expect(201)).body as Body & {
    payments: { id: string; payment_method: string }[];
  };
  expect(await pointsOf(id)).toBe(19);
  const payment = (method: string) =>
    sale.payments.find(({ payment_method }) => payment_method === method)!.id;
  await admin.post(`/v1/payments/${payment('loyalty_points')}/refund`, { amount: 0.5 }).expect(200);
  expect(await pointsOf(id)).toBe(69);
  await admin.post(`/v1/payments/${payment('cash')}/refund`, { amount: 9.5 }).expect(200);
  expect(await pointsOf(id)).toBe(69 - 10);
  expect(
    (await admin.get(`/v1/loyalty-programs/${DEFAULT_PROGRAM_ID}/members?customer_id=${id}`)).body,
  ).toMatchObject([{ points: 59, worth: 0.59 }]);
});
