import { randomUUID } from 'node:crypto';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { query } from '../../../src/common/database/statement.js';
import { DEFAULT_REGISTER_ID } from '../../../src/locations/index.js';
import { PaymentLedger } from '../../../src/payments/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { moneyFaults, seedSale } from '../../integration/payments/seed-sale.js';

interface Transaction {
  id: string;
  kind: string;
  amount: number;
  sale_id: string | null;
  payment_id: string | null;
  employee_id: string | null;
  notes: string | null;
  version: number;
}

let t: TestApp;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
});

afterEach(async () => expect(await moneyFaults(t.dataSource)).toEqual([]));
afterAll(() => t.close());

const FLOAT = { kind: 'cash_in', amount: 50, reason: 'Change from the bank' };

async function moveCash(body: object = FLOAT): Promise<Transaction> {
  return (await admin.post('/v1/transactions', body).expect(201)).body as Transaction;
}

async function saleEntry(total = 12.5): Promise<Transaction> {
  const sale = await seedSale(t.dataSource, admin.user_id, total);
  const ledger = t.app.get(PaymentLedger, { strict: false });
  const tenders = [{ payment_method: 'cash' as const, amount: new Decimal(total) }];
  await runInTransaction(t.dataSource, (tx) => ledger.record(tx, sale, tenders));
  return (
    (await admin.get(`/v1/transactions?sale_id=${sale.sale_id}`).expect(200)).body as Transaction[]
  )[0]!;
}

describe('cash in and out', () => {
  it('is signed by its kind and placed at the default register', async () => {
    expect(await moveCash()).toMatchObject({
      kind: 'cash_in',
      amount: 50,
      register_id: DEFAULT_REGISTER_ID,
      currency: 'USD',
      version: 0,
    });
    expect(await moveCash({ ...FLOAT, kind: 'cash_out', amount: 7.25, reference: 'SLIP-1' })).toMatchObject({
      amount: -7.25,
      reference: 'SLIP-1',
    });
  });

  it('counts towards the shop’s day of its own time', async () => {
    expect(await moveCash({ ...FLOAT, occurred_at: '2026-03-01T23:30:00-02:00' })).toMatchObject({
      occurred_at: '2026-03-02T01:30:00.000Z',
      business_date: '2026-03-02',
    });
  });

  it('moves once however often it is sent with one key', async () => {
    const key = randomUUID();
    const first = await admin.post('/v1/transactions', FLOAT, key).expect(201);
    const again = await admin.post('/v1/transactions', FLOAT, key).expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    await admin.post('/v1/transactions', { ...FLOAT, amount: 51 }, key).expect(422);
  });

  it('leaves nothing behind in a dry run', async () => {
    const { body } = await admin.post('/v1/transactions?dry_run=true', FLOAT).expect(201);
    await admin.get(`/v1/transactions/${(body as Transaction).id}`).expect(404);
  });

  it('names every wrong field', async () => {
    const body = {
      kind: 'payment',
      amount: 0,
      reason: ' ',
      register_id: 'x',
      occurred_at: 'yesterday',
      payment_method: 'cash',
    };
    const { body: problem } = await admin.post('/v1/transactions', body).expect(422);
    const fields = (problem as { errors: { field: string }[] }).errors.map((error) => error.field);
    expect(new Set(fields)).toEqual(
      new Set(['kind', 'amount', 'reason', 'register_id', 'occurred_at', 'payment_method']),
    );
  });

  it.each([
    [{ amount: 1.005 }, 'TOO_MANY_DECIMALS'],
    [{ employee_id: randomUUID() }, 'EMPLOYEE_NOT_FOUND'],
    [{ register_id: randomUUID() }, 'REGISTER_NOT_FOUND'],
    [{ occurred_at: '2999-01-01T00:00:00Z' }, 'IMPLAUSIBLE_TIME'],
  ])('refuses %p', async (change, code) => {
    const { body } = await admin.post('/v1/transactions', { ...FLOAT, ...change }).expect(422);
    expect(body).toMatchObject({ code });
  });
});

describe('DELETE', () => {
  it('posts the opposite, once', async () => {
    const entry = await moveCash();
    const { body: reversal } = await admin.delete(`/v1/transactions/${entry.id}`).expect(200);
    expect(reversal).toMatchObject({ kind: 'reversal', amount: -50, reverses_id: entry.id });
    expect((await admin.get(`/v1/transactions/${entry.id}`).expect(200)).body).toMatchObject({
      amount: 50,
      reversed_by_id: (reversal as Transaction).id,
    });
    expect((await admin.delete(`/v1/transactions/${entry.id}`).expect(409)).body).toMatchObject({
      code: 'ENTRY_ALREADY_REVERSED',
    });
    expect(
      (await admin.delete(`/v1/transactions/${(reversal as Transaction).id}`).expect(409)).body,
    ).toMatchObject({
      code: 'ENTRY_NOT_REVERSIBLE',
    });
  });

  it('lets one of five simultaneous reversals through', async () => {
    const { id } = await moveCash();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => admin.delete(`/v1/transactions/${id}`)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409]);
    const rows = await query<{ net: string }>(
      t.dataSource,
      `SELECT sum(amount) AS net FROM money_journal WHERE $1 IN (id, reverses_id)`,
      [id],
    );
    expect(Number(rows[0]!.net)).toBe(0);
  });

  it('leaves the money of a sale to refund and void', async () => {
    const { id } = await saleEntry();
    expect((await admin.delete(`/v1/transactions/${id}`).expect(409)).body).toMatchObject({
      code: 'ENTRY_NOT_REVERSIBLE',
    });
  });
});

describe('PUT and PATCH', () => {
  it('write notes beside the entry and nothing else', async () => {
    const { id } = await saleEntry();
    const { body, headers } = await admin
      .put(`/v1/transactions/${id}`, { notes: 'Customer came back' })
      .expect(200);
    expect(body).toMatchObject({ notes: 'Customer came back', version: 1, amount: 12.5 });
    expect(headers['etag']).toBe('"1"');
    const { body: problem } = await admin
      .patch(`/v1/transactions/${id}`, { amount: 1, kind: 'void' })
      .expect(422);
    expect((problem as { errors: object[] }).errors).toEqual([
      expect.objectContaining({ field: 'amount', code: 'UNKNOWN_FIELD' }),
      expect.objectContaining({ field: 'kind', code: 'UNKNOWN_FIELD' }),
    ]);
    expect((await admin.patch(`/v1/transactions/${id}`, { notes: null }).expect(200)).body).toMatchObject({
      notes: null,
      version: 2,
    });
  });

  it('refuse an old version, the first notes included', async () => {
    const { id } = await moveCash();
    await admin.patch(`/v1/transactions/${id}`, { notes: 'a' }).set('if-match', '"0"').expect(200);
    const { body } = await admin
      .patch(`/v1/transactions/${id}`, { notes: 'b' })
      .set('if-match', '"0"')
      .expect(412);
    expect(body).toMatchObject({ current_version: 1 });
  });

  it('answer 404 for an unknown entry', async () => {
    expect(
      (await admin.patch(`/v1/transactions/${randomUUID()}`, { notes: 'a' }).expect(404)).body,
    ).toMatchObject({
      code: 'TRANSACTION_NOT_FOUND',
    });
  });
});

describe('the way to what an entry belongs to', () => {
  it('leads to its sale and payment', async () => {
    const entry = await saleEntry(20);
    expect((await admin.get(`/v1/transactions/${entry.id}/payment`).expect(200)).body).toMatchObject({
      id: entry.payment_id,
      amount: 20,
    });
    expect((await admin.get(`/v1/transactions/${entry.id}/sale`).expect(200)).body).toEqual({
      sale_id: entry.sale_id,
      currency: 'USD',
      paid_amount: 20,
      refunded_amount: 0,
      transaction_ids: [entry.id],
      href: `/v1/sales/${entry.sale_id}`,
    });
  });

  it('ends with 404 where there is none', async () => {
    const { id } = await moveCash();
    for (const what of ['sale', 'payment', 'employee']) {
      expect((await admin.get(`/v1/transactions/${id}/${what}`).expect(404)).body).toMatchObject({
        code: `TRANSACTION_${what.toUpperCase()}_NOT_FOUND`,
      });
    }
  });

  it('leads to the employee, and back to all of theirs', async () => {
    const { body: employee } = await admin
      .post('/v1/employees', { name: 'Mira Stone', position: 'Cashier' })
      .expect(201);
    const employee_id = (employee as { id: string }).id;
    const entry = await moveCash({ ...FLOAT, employee_id });
    expect((await admin.get(`/v1/transactions/${entry.id}/employee`).expect(200)).body).toMatchObject({
      employee_id,
    });
    const { body } = await admin.get(`/v1/employees/${employee_id}/transactions?kind=cash_in`).expect(200);
    expect((body as Transaction[]).map((each) => each.id)).toEqual([entry.id]);
  });
});

describe('GET /v1/transactions', () => {
  it('pages by cursor over filtered entries, newest first, each once', async () => {
    const made: string[] = [];
    for (let amount = 1; amount <= 5; amount++)
      made.unshift((await moveCash({ ...FLOAT, amount, occurred_at: '2020-05-05T12:00:00Z' })).id);
    const seen: string[] = [];
    let next: string | undefined =
      '/v1/transactions?from=2020-05-05&to=2020-05-05&payment_method=cash&limit=2&count=true';
    while (next !== undefined) {
      const { body, headers } = (await admin.get(next).expect(200)) as {
        body: Transaction[];
        headers: Record<string, string>;
      };
      seen.push(...body.map((each) => each.id));
      expect(headers['x-total-count']).toBe('5');
      next = /<([^>]+)>/.exec(headers['link'] ?? '')?.[1];
    }
    expect(seen).toEqual(made);
  });

  it('takes times as well as days, and names filters that make no sense', async () => {
    await moveCash({ ...FLOAT, occurred_at: '2020-06-06T12:00:00Z' });
    const between = (from: string, to: string) =>
      admin.get(`/v1/transactions?from=${from}&to=${to}`).expect(200);
    expect((await between('2020-06-06T11:59:00Z', '2020-06-06T12:00:00Z')).body).toHaveLength(1);
    expect((await between('2020-06-06T12:00:01Z', '2020-06-06')).body).toHaveLength(0);
    const { body } = await admin
      .get('/v1/transactions?from=2020-02-30&kind=tip&sale_id=1&colour=red')
      .expect(422);
    expect((body as { errors: { field: string }[] }).errors.map((error) => error.field).sort()).toEqual([
      'colour',
      'from',
      'kind',
      'sale_id',
    ]);
  });
});

describe('permissions', () => {
  it('let a cashier read and move cash, but not correct', async () => {
    const cashier = await t.as('cashier');
    const { body } = await cashier.post('/v1/transactions', FLOAT).expect(201);
    const { id } = body as Transaction;
    await cashier.get(`/v1/transactions/${id}`).expect(200);
    await cashier.delete(`/v1/transactions/${id}`).expect(403);
    await cashier.patch(`/v1/transactions/${id}`, { notes: 'x' }).expect(403);
  });

  it('let a plain user read only', async () => {
    const user = await t.as('user');
    await user.get('/v1/transactions').expect(200);
    await user.post('/v1/transactions', FLOAT).expect(403);
    await t.http.get('/v1/transactions').expect(401);
  });
});
