import { randomUUID } from 'node:crypto';
import { aBatchedProduct, aSerialProduct, aStore } from '../e2e/sales/tracked-goods.js';
import { aProduct, expectNoDrift, type TestProduct } from '../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../support/test-app.js';

const TILLS = 30;
const CARTS = 3;
const UNITS = 40;
const BEST_BEFORE = '2099-12-31';

interface Answer {
  status: number;
  body: { id?: string; code?: string; items?: { lots: { serial_number: string | null }[] }[] };
}

/** Everything on the same few products at the same time, through the whole application. */
describe('a busy day', () => {
  let t: TestApp;
  let admin: Client;
  let cashier: Client;
  let tea: TestProduct;
  let milk: TestProduct;
  let phone: TestProduct;
  let branch: string;
  let supplier_id: string;
  const answers: Answer[] = [];

  const ask = async (request: PromiseLike<unknown>): Promise<Answer> => {
    const answer = (await request) as Answer;
    answers.push(answer);
    return answer;
  };
  const idOf = async (request: { expect(status: number): PromiseLike<{ body: unknown }> }): Promise<string> =>
    ((await request.expect(201)).body as { id: string }).id;
  const units = (from: number, count: number): string[] =>
    Array.from({ length: count }, (_, unit) => `UNIT-${from + unit}`);
  const delivery = (fields: object, amounts: readonly [number, number]): Promise<string> => {
    const goods = { unit_price: 3, batch_number: 'L2', expiry_date: BEST_BEFORE };
    const lines = [
      { product_id: milk.id, quantity: amounts[1], ...goods },
      { product_id: tea.id, quantity: amounts[0], unit_price: 2 },
    ];
    return idOf(admin.post('/v1/delivery-receipts', { supplier_id, lines, ...fields }));
  };
  const promise = (quantity: number, expires_at: Date | null): Promise<string> =>
    idOf(
      admin.post('/v1/inventory/reservations', {
        ...{ product_id: tea.id, quantity, expires_at },
        ...{ owner_type: 'order', owner_id: randomUUID() },
      }),
    );

  beforeAll(async () => {
    t = await startTestApp();
    [admin, cashier] = await Promise.all([t.as('admin'), t.as('cashier')]);
    tea = await aProduct(admin, { stock_quantity: 80 });
    milk = await aBatchedProduct(admin, { requires_expiry: true });
    phone = await aSerialProduct(admin);
    branch = await aStore(admin, 'BRANCH');
    supplier_id = await idOf(
      admin.post('/v1/suppliers', { name: 'Mill', contact_info: 'mill@shop.example' }),
    );
    await delivery({ complete: true }, [10, 40]);
    const lines = [{ product_id: phone.id, quantity: UNITS, unit_price: 5, serial_numbers: units(0, UNITS) }];
    await idOf(admin.post('/v1/delivery-receipts', { supplier_id, lines, complete: true }));
  });
  afterAll(() => t.close());

  it('ends with books that tie out, nothing below zero, and refusals that say why', async () => {
    const kept = await promise(10, null);
    await promise(5, new Date(Date.now() + 1500));
    const receipts = [await delivery({}, [30, 20]), await delivery({}, [25, 10])];
    const transfer = await idOf(
      admin.post('/v1/inventory/transfers', {
        to_location_id: branch,
        lines: [
          { product_id: milk.id, quantity: 8 },
          { product_id: tea.id, quantity: 12 },
          { product_id: phone.id, quantity: 2, serial_numbers: units(UNITS - 2, 2) },
        ],
      }),
    );
    const count = await idOf(
      admin.post('/v1/inventory/counts', { scope: 'products', product_ids: [tea.id] }),
    );
    const entries = [{ product_id: tea.id, counted_quantity: 88 }];
    await admin.post(`/v1/inventory/counts/${count}/entries`, { entries }).expect(201);

    const till = async (number: number): Promise<void> => {
      for (let cart = 0; cart < CARTS; cart += 1) {
        const [unit] = units((number * CARTS + cart) % UNITS, 1);
        const items: object[] = [
          { product_id: tea.id, quantity: 2 },
          { product_id: milk.id, quantity: 1, ...(cart === 1 && { batch_number: 'L2' }) },
          ...(cart === 2 ? [{ product_id: phone.id, serial_numbers: [unit] }] : []),
        ];
        const { status, body } = await ask(
          cashier.post('/v1/sales', { items: number % 2 === 0 ? items : items.reverse() }, randomUUID()),
        );
        if (status === 201 && number % 5 === 0) await ask(cashier.delete(`/v1/sales/${body.id}`));
      }
    };
    const keepPromise = async (): Promise<void> => {
      const items = [{ product_id: tea.id, quantity: 10, reservation_id: kept }];
      expect((await ask(cashier.post('/v1/sales', { items }))).status).toBe(201);
    };
    const travel = async (): Promise<void> => {
      const path = `/v1/inventory/transfers/${transfer}`;
      const { status } = await ask(admin.post(`${path}/ship`));
      if (status === 200) await Promise.all([1, 2].map(() => ask(admin.post(`${path}/receive`))));
    };
    const countUp = async (): Promise<void> => {
      expect((await ask(admin.post(`/v1/inventory/counts/${count}/review`))).status).toBe(200);
      await Promise.all([1, 2].map(() => ask(admin.post(`/v1/inventory/counts/${count}/post`))));
    };
    await Promise.all([
      ...Array.from({ length: TILLS }, (_, number) => till(number)),
      ...receipts.flatMap((id) =>
        [1, 2].map(() => ask(admin.post(`/v1/delivery-receipts/${id}/complete`, {}))),
      ),
      keepPromise(),
      travel(),
      countUp(),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await t.drainJobs();

    const refused = answers.filter(({ status }) => status >= 300);
    expect(refused.filter(({ status, body }) => ![409, 422].includes(status) || !body.code)).toEqual([]);
    expect(answers.filter(({ status }) => status < 300).length).toBeGreaterThan(TILLS);
    const sold = answers.flatMap(({ body }) =>
      (body.items ?? []).flatMap(({ lots }) =>
        (lots ?? []).flatMap(({ serial_number }) => serial_number ?? []),
      ),
    );
    expect(sold.length).toBeGreaterThan(0);
    await expectNoDrift(admin);

    const below = `SELECT * FROM stock_levels WHERE on_hand < 0 OR on_hand - unsellable < reserved`;
    expect(await t.dataSource.query(below)).toEqual([]);
    const products = [tea.id, milk.id, phone.id];
    expect(await t.dataSource.query(`SELECT * FROM stock_rebuild($1::uuid[])`, [products])).toEqual([]);
    const delivered = `SELECT sum(quantity)::float AS quantity FROM stock_movements WHERE kind = 'receipt' AND product_id = $1`;
    expect(await t.dataSource.query(delivered, [tea.id])).toEqual([{ quantity: 10 + 30 + 25 }]);
    expect(await t.dataSource.query(delivered, [milk.id])).toEqual([{ quantity: 40 + 20 + 10 }]);
  }, 40_000);
});
