import { randomUUID } from 'node:crypto';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { PaymentLedger, type Tender } from '../../../src/payments/index.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { moneyFaults, seedSale } from '../../integration/payments/seed-sale.js';

interface Payment {
  id: string;
  payment_method: string;
  status: string;
}

let t: TestApp;
let admin: Client;
let sale_id: string;

const tender = (
  payment_method: Tender['payment_method'],
  amount: number,
  rest: Partial<Tender> = {},
): Tender => ({
  payment_method,
  amount: new Decimal(amount),
  ...rest,
});

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  const ledger = t.app.get(PaymentLedger, { strict: false });
  const pay = async (...tenders: Tender[]): Promise<string> => {
    const sale = await seedSale(t.dataSource, admin.user_id, 50);
    await runInTransaction(t.dataSource, (tx) => ledger.record(tx, sale, tenders));
    return sale.sale_id;
  };
  await pay(tender('card', 50, { status: 'pending' }));
  sale_id = await pay(
    tender('digital_wallet', 20, { transaction_id: 'TXN-001' }),
    tender('cash', 30, { tendered: new Decimal(50), reference_number: 'SLIP-1' }),
  );
});

afterAll(async () => {
  expect(await moneyFaults(t.dataSource)).toEqual([]);
  await t.close();
});

const list = async (query: string): Promise<Payment[]> =>
  (await admin.get(`/v1/payments?${query}`).expect(200)).body as Payment[];

it('shows what was taken, what was handed over and the change', async () => {
  const [cash] = await list(`sale_id=${sale_id}&payment_method=cash`);
  const { body, headers } = await admin.get(`/v1/payments/${cash!.id}`).expect(200);
  expect(body).toMatchObject({
    sale_id,
    payment_method: 'cash',
    amount: 30,
    tendered: 50,
    change_amount: 20,
    refunded_amount: 0,
    status: 'completed',
    currency: 'USD',
    reference_number: 'SLIP-1',
    transaction_id: null,
    business_date: '2026-11-20',
    version: 1,
  });
  expect(headers['etag']).toBe('"1"');
});

it('lists by sale or order, method or its alias, status and day', async () => {
  const methods = async (query: string): Promise<string[]> =>
    (await list(query)).map((payment) => payment.payment_method);
  expect(await methods('sort=created_at')).toEqual(['card', 'digital_wallet', 'cash']);
  expect(await methods(`order_id=${sale_id}&sort=amount`)).toEqual(['digital_wallet', 'cash']);
  expect(await methods('payment_method=digital')).toEqual(['digital_wallet']);
  expect(await methods('status=pending')).toEqual(['card']);
  expect(await methods('from=2026-11-21')).toEqual([]);
  expect(await methods('from=2026-11-20&to=2026-11-20&limit=1')).toHaveLength(1);
  expect(await methods(`sale_id=${sale_id}&order_id=${randomUUID()}`)).toEqual([]);
});

it('names every wrong filter and answers 404 and 422 for ids', async () => {
  const { body } = await admin
    .get('/v1/payments?status=paid&payment_method=coins&sale_id=1&to=2026-13-01')
    .expect(422);
  expect((body as { errors: { field: string }[] }).errors.map((error) => error.field).sort()).toEqual([
    'payment_method',
    'sale_id',
    'status',
    'to',
  ]);
  expect((await admin.get(`/v1/payments/${randomUUID()}`).expect(404)).body).toMatchObject({
    code: 'PAYMENT_NOT_FOUND',
  });
  await admin.get('/v1/payments/1').expect(422);
  await t.http.get('/v1/payments').expect(401);
});
