import { randomUUID } from 'node:crypto';
import { aProduct, expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';

interface Sale {
  id: string;
  status: string;
  items: { id: string }[];
  payments: { id: string }[];
}

interface Problem {
  code: string;
  errors: { field: string; code: string }[];
}

interface Transaction {
  id: string;
  kind: string;
  amount: number;
  customer_id: string | null;
}

let t: TestApp;
let admin: Client;
let cashier: Client;
let item: TestProduct;

beforeAll(async () => {
  t = await startTestApp();
  [admin, cashier] = await Promise.all([t.as('admin'), t.as('cashier')]);
  item = await aProduct(admin, { price: 10, stock_quantity: 10_000 });
});
afterEach(() => expectNoDrift(admin));
afterAll(() => t.close());

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const day = (days: number): string => daysAgo(days).slice(0, 10);

let customers = 0;
async function customer(terms: object = {}): Promise<string> {
  customers += 1;
  const body = { name: `Customer ${customers}`, credit_limit: 1000, payment_delay_days: 30, ...terms };
  return ((await admin.post('/v1/customers', body).expect(201)).body as { id: string }).id;
}

const order = (customer_id: string | undefined, quantity: number, rest: object = {}): object => ({
  ...(customer_id === undefined ? {} : { customer_id }),
  items: [{ product_id: item.id, quantity }],
  payments: [{ payment_method: 'on_account', amount: quantity * 10 }],
  ...rest,
});

async function buy(customer_id: string, quantity: number, rest: object = {}): Promise<Sale> {
  return (await cashier.post('/v1/sales', order(customer_id, quantity, rest)).expect(201)).body as Sale;
}

async function pay(
  customer_id: string,
  amount: number,
  rest: object = {},
): Promise<{ id: string; balance: number }> {
  const body = { payment_method: 'bank_transfer', amount, ...rest };
  return (await cashier.post(`/v1/customers/${customer_id}/payments`, body).expect(201)).body as {
    id: string;
    balance: number;
  };
}

const read = async <T = Record<string, unknown>>(path: string): Promise<T> =>
  (await cashier.get(`/v1/customers/${path}`).expect(200)).body as T;

describe('buying on account', () => {
  it('completes the sale, prints its receipt and is owed', async () => {
    const id = await customer();
    const sale = await buy(id, 3);
    expect(sale.status).toBe('completed');
    expect(await read(`${id}/receivables`)).toMatchObject({
      currency: 'USD',
      balance: 30,
      overdue_amount: 0,
      items_count: 1,
      items: [{ sale_id: sale.id, payment_id: sale.payments[0]!.id, due_date: day(-30), open_amount: 30 }],
    });
  });

  it('keeps to the limit; cash goes beyond it', async () => {
    const id = await customer({ credit_limit: 25 });
    const { body } = await cashier.post('/v1/sales', order(id, 3)).expect(409);
    expect(body).toMatchObject({
      code: 'CREDIT_LIMIT_EXCEEDED',
      limit: 25,
      balance: 0,
      requested: 30,
      available: 25,
    });
    const mixed = [
      { payment_method: 'on_account', amount: 25 },
      { payment_method: 'cash', amount: 5 },
    ];
    await buy(id, 3, { payments: mixed });
    await buy(id, 50, { payments: [{ payment_method: 'cash', amount: 500 }] });
    expect(await read(`${id}/summary`)).toMatchObject({ open_receivables: 25, available_credit: 0 });
  });

  it('is refused without a limit, when blocked and to nobody in particular; cash is taken', async () => {
    const refused = async (customer_id: string | undefined): Promise<[number, string]> => {
      const { status, body } = await cashier.post('/v1/sales', order(customer_id, 1));
      return [status, (body as Problem).code];
    };
    const blocked = await customer({ credit_blocked: true });
    expect(await refused(blocked)).toEqual([409, 'CREDIT_BLOCKED']);
    expect(await refused(await customer({ credit_limit: null }))).toEqual([409, 'CREDIT_LIMIT_EXCEEDED']);
    expect(await refused(await customer({ credit_limit: 0 }))).toEqual([409, 'CREDIT_LIMIT_EXCEEDED']);
    expect(await refused(undefined)).toEqual([422, 'CUSTOMER_REQUIRED']);
    await buy(blocked, 1, { payments: [{ payment_method: 'cash', amount: 10 }] });
  });

  it('charges when a pending payment is confirmed, and not before', async () => {
    const id = await customer({ credit_limit: 15 });
    const pending = { payments: [{ payment_method: 'on_account', amount: 10, status: 'pending' }] };
    const sale = await buy(id, 1, pending);
    expect(sale.status).toBe('pending');
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 0, currency: null });
    const other = await buy(id, 1);
    const confirm = () =>
      cashier.patch(`/v1/payments/${sale.payments[0]!.id}/status`, { status: 'completed' });
    expect((await confirm().expect(409)).body).toMatchObject({ code: 'CREDIT_LIMIT_EXCEEDED' });
    await admin.post(`/v1/sales/${other.id}/void`, {}).expect(200);
    await confirm().expect(200);
    expect((await admin.get(`/v1/sales/${sale.id}`).expect(200)).body).toMatchObject({ status: 'completed' });
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 10 });
  });

  it('from 20 tills at once fits the limit as often as it does', async () => {
    const id = await customer({ credit_limit: 79.99 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => admin.post('/v1/sales', order(id, 1), randomUUID())),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(7);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => (body as Problem).code))).toEqual(
      new Set(['CREDIT_LIMIT_EXCEEDED']),
    );
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 70, items_count: 7 });
  });
});

describe('bringing back what was bought on account', () => {
  it('lowers the debt; cash is given only when nothing is owed', async () => {
    const id = await customer();
    const sale = await buy(id, 5);
    const items = [{ sale_item_id: sale.items[0]!.id, quantity: 1 }];
    const inCash = { items, refunds: [{ payment_method: 'cash', amount: 10 }] };
    expect((await admin.post(`/v1/sales/${sale.id}/returns`, inCash).expect(409)).body).toMatchObject({
      code: 'REFUND_EXCEEDS_CREDIT',
      requested: 10,
      payable: 0,
    });
    await admin.post(`/v1/sales/${sale.id}/returns`, { items }).expect(201);
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 40, items: [{ amount: 40 }] });
    await pay(id, 40);
    await admin.post(`/v1/sales/${sale.id}/returns`, inCash).expect(201);
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 0 });
    await admin.post(`/v1/payments/${sale.payments[0]!.id}/refund`, { amount: 5 }).expect(200);
    expect(await read(`${id}/summary`)).toMatchObject({
      credit_balance: 5,
      open_receivables: 0,
      total_spend: 25,
    });
  });

  it('leaves a credit when a paid sale is voided, which buys the next', async () => {
    const id = await customer({ credit_limit: 30 });
    const sale = await buy(id, 3);
    await pay(id, 30);
    await admin.post(`/v1/sales/${sale.id}/void`, { reason: 'Wrong customer' }).expect(200);
    expect(await read(`${id}/summary`)).toMatchObject({ credit_balance: 30, available_credit: 60 });
    await buy(id, 6);
  });
});

describe('POST /v1/customers/{id}/payments', () => {
  it('answers what is still owed, once for each key', async () => {
    const id = await customer();
    await buy(id, 5);
    const key = randomUUID();
    const body = { payment_method: 'cash', amount: 20, tendered: 50, reference_number: 'SLIP-9' };
    const first = await cashier.post(`/v1/customers/${id}/payments`, body, key).expect(201);
    expect(first.body).toMatchObject({
      customer_id: id,
      payment_method: 'cash',
      amount: 20,
      tendered: 50,
      change_amount: 30,
      currency: 'USD',
      balance_before: 50,
      balance: 30,
    });
    const again = await cashier.post(`/v1/customers/${id}/payments`, body, key).expect(201);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    const dry = await cashier.post(`/v1/customers/${id}/payments?dry_run=true`, body).expect(201);
    expect(dry.body).toMatchObject({ balance: 10 });
    expect(await read(`${id}/receivables`)).toMatchObject({ balance: 30 });
    const { body: entry } = await admin
      .get(`/v1/transactions/${(first.body as { id: string }).id}`)
      .expect(200);
    expect(entry).toMatchObject({
      kind: 'account_payment',
      amount: 20,
      payment_method: 'cash',
      customer_id: id,
      reference: 'SLIP-9',
      sale_id: null,
    });
  });

  it('takes no more than is owed, unless it is a prepayment', async () => {
    const id = await customer();
    await buy(id, 1);
    const { body } = await cashier
      .post(`/v1/customers/${id}/payments`, { payment_method: 'card', amount: 10.01 })
      .expect(422);
    expect(body).toMatchObject({ code: 'OVERPAYMENT', errors: [{ field: 'amount', code: 'OVERPAYMENT' }] });
    expect(await pay(id, 15, { allow_prepayment: true })).toMatchObject({ balance: -5 });
  });

  it('names every wrong field', async () => {
    const id = await customer();
    const errors = async (body: object): Promise<string[]> => {
      const answer = await cashier.post(`/v1/customers/${id}/payments`, body).expect(422);
      return (answer.body as Problem).errors.map(({ field }) => field).sort();
    };
    expect(await errors({})).toEqual(['amount', 'payment_method']);
    expect(
      await errors({
        payment_method: 'shells',
        amount: -1,
        tendered: 'x',
        allow_prepayment: null,
        occurred_at: 'now',
      }),
    ).toEqual(['allow_prepayment', 'amount', 'occurred_at', 'payment_method', 'tendered']);
    expect(await errors({ payment_method: 'on_account', amount: 1 })).toEqual(['payment_method']);
    expect(await errors({ payment_method: 'card', amount: 1.005 })).toEqual(['amount']);
    expect(await errors({ payment_method: 'card', amount: 1, register_id: randomUUID() })).toEqual([
      'register_id',
    ]);
    expect(await errors({ payment_method: 'card', amount: 1, occurred_at: '2999-01-01T00:00:00Z' })).toEqual([
      'occurred_at',
    ]);
  });

  it('is for known customers, by those who take payments', async () => {
    const body = { payment_method: 'card', amount: 1 };
    const unknown = await cashier.post(`/v1/customers/${randomUUID()}/payments`, body).expect(404);
    expect(unknown.body).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    await (await t.as('user')).post(`/v1/customers/${await customer()}/payments`, body).expect(403);
  });

  it('is taken back by reversing its transaction, and then owed again', async () => {
    const id = await customer({ payment_delay_days: 0 });
    await buy(id, 2, { sale_date: daysAgo(40) });
    const { id: transaction } = await pay(id, 20, { payment_method: 'check' });
    await cashier.delete(`/v1/transactions/${transaction}`).expect(403);
    const { body: reversal } = await admin.delete(`/v1/transactions/${transaction}`).expect(200);
    expect(reversal).toMatchObject({
      kind: 'reversal',
      amount: -20,
      payment_method: 'check',
      customer_id: id,
    });
    expect((await admin.delete(`/v1/transactions/${transaction}`).expect(409)).body).toMatchObject({
      code: 'ENTRY_ALREADY_REVERSED',
    });
    expect(await read(`${id}/receivables`)).toMatchObject({
      balance: 20,
      overdue_amount: 20,
      ageing: { days_31_60: 20 },
      items: [{ kind: 'charge', days_overdue: 40 }],
    });
  });
});

describe('POST /v1/customers/{id}/adjustments', () => {
  const adjust = (id: string, body: object, who = admin) => who.post(`/v1/customers/${id}/adjustments`, body);

  it('writes off a debt, or brings one along, and says why', async () => {
    const id = await customer();
    await buy(id, 2);
    const written = await adjust(id, { amount: -5.5, reason: 'Goodwill' }).expect(201);
    expect(written.body).toMatchObject({ amount: -5.5, balance_before: 20, balance: 14.5, currency: 'USD' });
    await adjust(id, { amount: 100, reason: 'From the old books', due_date: day(40) }).expect(201);
    expect(await read(`${id}/receivables`)).toMatchObject({
      balance: 114.5,
      items: [
        { kind: 'adjustment', open_amount: 94.5, days_overdue: 40 },
        { kind: 'charge', open_amount: 20 },
      ],
    });
    expect(await read(`${id}/statement`)).toMatchObject({
      entries: [{}, { kind: 'adjustment', reason: 'Goodwill', transaction_id: null }, {}],
    });
  });

  it('is for few, and names every wrong field', async () => {
    const id = await customer();
    await adjust(id, { amount: -1, reason: 'x' }, cashier).expect(403);
    const { body } = await adjust(id, { amount: 0, due_date: 'soon' }).expect(422);
    expect((body as Problem).errors.map(({ field }) => field).sort()).toEqual([
      'amount',
      'due_date',
      'reason',
    ]);
    expect((await adjust(id, { amount: 1.005, reason: 'x' }).expect(422)).body).toMatchObject({
      code: 'TOO_MANY_DECIMALS',
    });
    await adjust(randomUUID(), { amount: 1, reason: 'x' }).expect(404);
  });
});

describe('what the shop knows of a customer', () => {
  it('ages what is open; money settles what was due first', async () => {
    const id = await customer({ payment_delay_days: 10 });
    for (const days of [200, 80, 45, 20, 5]) await buy(id, 1, { sale_date: daysAgo(days) });
    await pay(id, 4);
    expect(await read(`${id}/receivables?limit=2&skip=1`)).toMatchObject({
      as_of: day(0),
      balance: 46,
      overdue_amount: 36,
      ageing: { current: 10, days_1_30: 10, days_31_60: 10, days_61_90: 10, days_over_90: 6 },
      items_count: 5,
      items: [
        { due_date: day(70), days_overdue: 70, open_amount: 10 },
        { due_date: day(35), days_overdue: 35, open_amount: 10 },
      ],
    });
  });

  it('states a period of business days', async () => {
    const id = await customer();
    const old = await buy(id, 2, { sale_date: '2025-03-31T12:00:00Z' });
    await buy(id, 3, { sale_date: '2025-04-01T00:00:00Z' });
    await pay(id, 15, { occurred_at: '2025-04-30T23:59:59Z', reference_number: 'WIRE-1' });
    await pay(id, 5, { occurred_at: '2025-05-01T00:00:00Z' });
    const statement = await read<{ entries: object[] }>(`${id}/statement?from=2025-04-01&to=2025-04-30`);
    expect(statement).toMatchObject({
      from: '2025-04-01',
      to: '2025-04-30',
      opening_balance: 20,
      debits: 30,
      credits: 15,
      closing_balance: 35,
      next_cursor: null,
    });
    expect(statement.entries).toMatchObject([
      { kind: 'charge', amount: 30, balance: 50, business_date: '2025-04-01', due_date: '2025-05-01' },
      { kind: 'payment', amount: -15, balance: 35, business_date: '2025-04-30', reference: 'WIRE-1' },
    ]);
    const first = await read<{ entries: object[]; next_cursor: string }>(
      `${id}/statement?from=2025-01-01&to=2025-12-31&limit=1`,
    );
    expect(first).toMatchObject({ opening_balance: 0, closing_balance: 30, entries: [{ sale_id: old.id }] });
    expect(
      await read(`${id}/statement?from=2025-01-01&to=2025-12-31&limit=1&cursor=${first.next_cursor}`),
    ).toMatchObject({ closing_balance: 30, entries: [{ balance: 50 }] });
    expect(await read(`${id}/statement`)).toMatchObject({
      from: `${day(0).slice(0, 7)}-01`,
      to: day(0),
      opening_balance: 30,
      entries: [],
    });
  });

  it('sums up spending, visits and credit', async () => {
    const id = await customer({ credit_limit: 100, payment_delay_days: 0 });
    expect(await read(`${id}/summary`)).toMatchObject({
      total_spend: 0,
      visits: 0,
      average_basket: null,
      last_sale_at: null,
      open_receivables: 0,
      overdue: 0,
      available_credit: 100,
      loyalty_points: 0,
    });
    await buy(id, 4, { sale_date: daysAgo(3) });
    const second = await buy(id, 1, { payments: [{ payment_method: 'cash', amount: 10 }] });
    const voided = await buy(id, 2);
    await admin.post(`/v1/sales/${voided.id}/void`, {}).expect(200);
    await cashier.post('/v1/sales', { customer_id: id, items: [{ product_id: item.id }] }).expect(201);
    const items = [{ sale_item_id: second.items[0]!.id, quantity: 1 }];
    await admin.post(`/v1/sales/${second.id}/returns`, { items }).expect(201);
    expect(await read(`${id}/summary`)).toMatchObject({
      currency: 'USD',
      total_spend: 40,
      visits: 2,
      average_basket: 25,
      open_receivables: 40,
      overdue: 40,
      available_credit: 60,
      credit_balance: 0,
    });
    await admin.patch(`/v1/customers/${id}`, { credit_blocked: true }).expect(200);
    expect(await read(`${id}/summary`)).toMatchObject({ available_credit: 0, open_receivables: 40 });
  });

  it('lists their sales, page by page, and nobody else’s', async () => {
    const [id, other] = [await customer(), await customer()];
    const mine = [await buy(id, 1), await buy(id, 2), await buy(id, 3)].map((sale) => sale.id).reverse();
    await buy(other, 1);
    const first = await cashier.get(`/v1/customers/${id}/sales?limit=2&count=true`).expect(200);
    expect((first.body as Sale[]).map((sale) => sale.id)).toEqual(mine.slice(0, 2));
    expect(first.headers['x-total-count']).toBe('3');
    const next = /<([^>]+)>/.exec(String(first.headers['link']))![1]!;
    const second = await cashier.get(next).expect(200);
    expect((second.body as Sale[]).map((sale) => sale.id)).toEqual(mine.slice(2));
    await cashier.get(`/v1/customers/${id}/sales?customer_id=${other}`).expect(422);
  });

  it.each(['statement', 'receivables', 'summary', 'sales'])('%s: 404 for unknown customers', async (path) => {
    const { body } = await cashier.get(`/v1/customers/${randomUUID()}/${path}`).expect(404);
    expect(body).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    await cashier.get(`/v1/customers/42/${path}`).expect(422);
  });

  it('names wrong parameters', async () => {
    const id = await customer();
    const field = async (path: string): Promise<string> => {
      const { body } = await cashier.get(`/v1/customers/${id}/${path}`).expect(422);
      return (body as Problem).errors.map((error) => error.field).join();
    };
    expect(await field('statement?from=2025-02-30')).toBe('from');
    expect(await field('statement?from=2025-03-02&to=2025-03-01')).toBe('from');
    expect(await field('statement?limit=0')).toBe('limit');
    expect(await field('statement?cursor=nonsense')).toBe('cursor');
    expect(await field('statement?cursor=WyJidXNpbmVzc19kYXRlLGlkIiwieCIsInkiXQ')).toBe('cursor');
    expect(await field('receivables?skip=-1')).toBe('skip');
  });
});

describe('in the books', () => {
  it('money received on account is money in, not revenue', async () => {
    const { body: store } = await admin
      .post('/v1/locations', {
        code: 'ACC',
        name: 'Accounts',
        time_zone: 'UTC',
        currency: 'USD',
        allow_negative_stock: true,
      })
      .expect(201);
    const { id: location_id } = store as { id: string };
    await admin
      .post('/v1/registers', { location_id, code: 'ACC1', name: 'Till', is_default: true })
      .expect(201);
    const id = await customer();
    const sale_date = '2025-06-01T10:00:00Z';
    const sale = await buy(id, 10, { location_id, sale_date });
    expect(sale.status).toBe('completed');
    const place = { location_id, occurred_at: '2025-06-02T10:00:00Z' };
    await pay(id, 60, { ...place, payment_method: 'cash' });
    const { id: bounced } = await pay(id, 15, { ...place, payment_method: 'check' });
    await admin.delete(`/v1/transactions/${bounced}`).expect(200);
    const period = `start_date=2025-06-01&location_id=${location_id}`;
    const rows = async (report: string) =>
      ((await admin.get(`/v1/reports/${report}?${period}`).expect(200)).body as { rows: object[] }).rows;
    expect(await rows('payments')).toMatchObject([
      { payment_method: 'on_account', taken_amount: 100, account_payments_amount: 0, net_amount: 100 },
      {
        payment_method: 'cash',
        payments_count: 0,
        taken_amount: 0,
        account_payments_count: 1,
        account_payments_amount: 60,
        net_amount: 60,
      },
      { payment_method: 'check', account_payments_count: 0, account_payments_amount: 0, net_amount: 0 },
    ]);
    expect(await rows('financial/profit-loss')).toMatchObject([{ sales_amount: 100, revenue: 100 }]);
    const list = await admin
      .get(`/v1/transactions?kind=account_payment&location_id=${location_id}`)
      .expect(200);
    expect((list.body as Transaction[]).map(({ amount, customer_id }) => [amount, customer_id])).toEqual([
      [15, id],
      [60, id],
    ]);
  });
});

describe('when customers are merged, forgotten or ask', () => {
  it('the account follows', async () => {
    const [ann, bob] = [await customer(), await customer()];
    const sale = await buy(ann, 3);
    await buy(bob, 1);
    await admin
      .post(`/v1/customers/${bob}/merge`, { from_ids: [ann] })
      .expect((answer) => answer.status < 300);
    expect(await read(`${bob}/receivables`)).toMatchObject({ balance: 40, items_count: 2 });
    expect(await read(`${ann}/receivables`)).toMatchObject({ balance: 0 });
    const refused = await cashier
      .post(`/v1/customers/${ann}/payments`, { payment_method: 'card', amount: 1 })
      .expect(409);
    expect(refused.body).toMatchObject({ code: 'CUSTOMER_MERGED', merged_into_id: bob });
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect(await read(`${bob}/receivables`)).toMatchObject({ balance: 10 });
  });

  it('is forgotten only when nothing is owed, and handed out on request', async () => {
    const id = await customer();
    await buy(id, 1);
    const forget = () => admin.post(`/v1/customers/${id}/anonymise`, { reason: 'Asked for it' });
    expect((await forget().expect(409)).body).toMatchObject({ code: 'ACCOUNT_NOT_SETTLED', balance: 10 });
    await pay(id, 10);
    const { body } = await admin.get(`/v1/customers/${id}/export`).expect(200);
    expect(body).toMatchObject({
      records: { account: { balance: 0, entries: [{ amount: 10 }, { amount: -10 }] } },
    });
    await forget().expect((answer) => answer.status < 300);
  });
});
