import { runInTransaction } from '../../../src/common/database/tx.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { query } from '../../../src/common/database/statement.js';
import { newId } from '../../../src/common/database/new-id.js';
import {
  PaymentLedger,
  type PayableSale,
  type RefundOrder,
  type Tender,
} from '../../../src/payments/index.js';
import { moneyFaults, openLedgerDatabase, seedSale, type LedgerDatabase } from './seed-sale.js';

const ledger = new PaymentLedger();
let t: LedgerDatabase;

beforeAll(async () => {
  t = await openLedgerDatabase();
});

afterEach(async () => expect(await moneyFaults(t.dataSource)).toEqual([]));
afterAll(() => t.close());

const d = (value: number): Decimal => new Decimal(value);
const cash = (amount: number, rest: Partial<Tender> = {}): Tender => ({
  payment_method: 'cash',
  amount: d(amount),
  ...rest,
});
const card = (amount: number, rest: Partial<Tender> = {}): Tender => ({
  payment_method: 'card',
  amount: d(amount),
  ...rest,
});

async function paidSale(total: number, ...tenders: Tender[]): Promise<PayableSale> {
  const sale = await seedSale(t.dataSource, t.actor_id, total);
  await runInTransaction(t.dataSource, (tx) => ledger.record(tx, sale, tenders));
  return sale;
}

function refund(sale: PayableSale, amount: number, rest: Partial<RefundOrder> = {}) {
  return runInTransaction(t.dataSource, (tx) => ledger.refund(tx, { ...sale, amount: d(amount), ...rest }));
}

async function held(sale: PayableSale): Promise<string[]> {
  const payments = await ledger.forSale(t.dataSource, sale.sale_id);
  return payments.map(
    (p) => `${p.payment_method} ${p.amount.toFixed(2)} ${p.refunded_amount.toFixed(2)} ${p.status}`,
  );
}

async function journal(sale: PayableSale): Promise<string[]> {
  const rows = await query<{ kind: string; payment_method: string; amount: string }>(
    t.dataSource,
    `SELECT kind, payment_method, amount::numeric(10,2)::text AS amount FROM money_journal WHERE sale_id = $1 ORDER BY id`,
    [sale.sale_id],
  );
  return rows.map((row) => `${row.kind} ${row.payment_method} ${row.amount}`);
}

describe('record', () => {
  it('stores a split tender with its change and one entry each', async () => {
    const sale = await seedSale(t.dataSource, t.actor_id, 75);
    const outcome = await runInTransaction(t.dataSource, (tx) =>
      ledger.record(tx, sale, [cash(50, { tendered: d(50) }), card(40, { transaction_id: 'TXN-001' })]),
    );
    expect(outcome.change.toNumber()).toBe(15);
    expect(outcome.remaining.toNumber()).toBe(0);
    expect(
      outcome.payments.map((p) => [p.payment_method, p.tendered.toNumber(), p.change_amount.toNumber()]),
    ).toEqual([
      ['card', 40, 0],
      ['cash', 50, 15],
    ]);
    expect(await held(sale)).toEqual(['card 40.00 0.00 completed', 'cash 35.00 0.00 completed']);
    expect(await journal(sale)).toEqual(['payment card 40.00', 'payment cash 35.00']);
  });

  it('stores pending and failed payments without an entry', async () => {
    const sale = await paidSale(20, card(20, { status: 'failed' }), card(20, { status: 'pending' }));
    expect(await held(sale)).toEqual(['card 20.00 0.00 failed', 'card 20.00 0.00 pending']);
    expect(await journal(sale)).toEqual([]);
  });

  it('stores nothing when a tender is refused', async () => {
    const sale = await seedSale(t.dataSource, t.actor_id, 10);
    const overpaid = runInTransaction(t.dataSource, (tx) => ledger.record(tx, sale, [cash(5), card(11)]));
    await expect(overpaid).rejects.toMatchObject({ code: 'OVERPAYMENT' });
    expect(await held(sale)).toEqual([]);
  });
});

describe('refund', () => {
  it('goes back the way it came, last payment first, until all is gone', async () => {
    const sale = await paidSale(100, card(60), cash(40));
    const first = await refund(sale, 55, { document_id: newId(), reason: 'Broken' });
    expect(first.payments.map((p) => p.status)).toEqual(['partially_refunded', 'refunded']);
    expect(await ledger.refundsOf(t.dataSource, [first.refunds[0]!.document_id!])).toEqual(first.refunds);
    await refund(sale, 45);
    expect(await held(sale)).toEqual(['card 60.00 60.00 refunded', 'cash 40.00 40.00 refunded']);
    expect(await journal(sale)).toEqual([
      'payment card 60.00',
      'payment cash 40.00',
      'refund cash -40.00',
      'refund card -15.00',
      'refund card -45.00',
    ]);
    await expect(refund(sale, 0.01)).rejects.toMatchObject({
      code: 'REFUND_EXCEEDS_PAID',
      details: { refundable: 0 },
    });
  });

  it('pays a card sale back in cash and says so', async () => {
    const sale = await paidSale(30, card(30));
    const { refunded, payments } = await refund(sale, 12.5, { tenders: [cash(12.5)] });
    expect(refunded.toNumber()).toBe(12.5);
    expect(payments).toHaveLength(1);
    expect(await journal(sale)).toEqual(['payment card 30.00', 'refund cash -12.50']);
  });

  it('gives back one named payment only, and not one of another sale', async () => {
    const sale = await paidSale(30, card(10), cash(20));
    const other = await paidSale(5, cash(5));
    const [first] = await ledger.forSale(t.dataSource, sale.sale_id);
    await expect(refund(other, 5, { payment_id: first!.id })).rejects.toMatchObject({
      code: 'PAYMENT_NOT_FOUND',
    });
    await expect(refund(sale, 10.01, { payment_id: first!.id })).rejects.toMatchObject({
      code: 'REFUND_EXCEEDS_PAID',
    });
    await refund(sale, 10, { payment_id: first!.id });
    expect(await held(sale)).toEqual(['card 10.00 10.00 refunded', 'cash 20.00 0.00 completed']);
  });

  it('does not count pending payments as money to give back', async () => {
    const sale = await paidSale(20, card(20, { status: 'pending' }));
    await expect(refund(sale, 1)).rejects.toMatchObject({ code: 'REFUND_EXCEEDS_PAID' });
  });

  it('refuses tenders that do not sum to the amount, or of a method without a ledger', async () => {
    const sale = await paidSale(20, cash(20));
    await expect(refund(sale, 10, { tenders: [cash(9)] })).rejects.toMatchObject({
      code: 'REFUND_TENDERS_MISMATCH',
    });
    const voucher = { payment_method: 'store_credit' as const, amount: d(10) };
    await expect(refund(sale, 10, { tenders: [voucher] })).rejects.toMatchObject({
      code: 'PAYMENT_METHOD_NOT_AVAILABLE',
    });
  });

  it('lets only as many of many simultaneous refunds through as there is money', async () => {
    const sale = await paidSale(50, cash(50));
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => refund(sale, 20)));
    expect(all.filter((each) => each.status === 'fulfilled')).toHaveLength(2);
    expect(await held(sale)).toEqual(['cash 50.00 40.00 partially_refunded']);
  });

  it('without a sale is an entry of its own', async () => {
    const sale = await seedSale(t.dataSource, t.actor_id, 1);
    const document_id = newId();
    const refunds = await runInTransaction(t.dataSource, (tx) =>
      ledger.refundBlind(tx, { ...sale, tenders: [cash(7.5)], document_id, reason: 'No receipt' }),
    );
    expect(refunds).toMatchObject([{ payment_id: null, payment_method: 'cash', document_id }]);
    expect(refunds[0]!.amount.toNumber()).toBe(7.5);
  });
});

describe('voidAll', () => {
  it('gives back what is left of every payment and fails the pending ones', async () => {
    const sale = await paidSale(100, card(60), cash(30), card(10, { status: 'pending' }));
    await refund(sale, 35);
    const { voided, refunds } = await runInTransaction(t.dataSource, (tx) =>
      ledger.voidAll(tx, { ...sale, reason: 'Wrong table' }),
    );
    expect(voided.toNumber()).toBe(55);
    expect(refunds.map((entry) => entry.payment_method)).toEqual(['card']);
    expect(await held(sale)).toEqual([
      'card 60.00 60.00 refunded',
      'card 10.00 0.00 failed',
      'cash 30.00 30.00 refunded',
    ]);
    expect((await journal(sale)).slice(-1)).toEqual(['void card -55.00']);
  });

  it('does nothing the second time', async () => {
    const sale = await paidSale(10, cash(10));
    await runInTransaction(t.dataSource, (tx) => ledger.voidAll(tx, sale));
    const again = await runInTransaction(t.dataSource, (tx) => ledger.voidAll(tx, sale));
    expect(again).toMatchObject({ refunds: [], payments: [] });
    expect(await journal(sale)).toEqual(['payment cash 10.00', 'void cash -10.00']);
  });
});

describe('setStatus', () => {
  const change = (
    payment_id: string,
    status: 'completed' | 'failed',
    due: number,
    expected_version?: number,
  ) =>
    runInTransaction(t.dataSource, async (tx) => {
      const sale = await ledger.find(tx, payment_id);
      return ledger.setStatus(tx, { ...sale, payment_id, status, due: d(due), expected_version });
    });
  const pending = async (total: number): Promise<string> => {
    const sale = await paidSale(total, card(total, { status: 'pending' }));
    return (await ledger.forSale(t.dataSource, sale.sale_id))[0]!.id;
  };

  it('completes a pending payment and posts it', async () => {
    const id = await pending(20);
    const payment = await change(id, 'completed', 20);
    expect(payment).toMatchObject({ status: 'completed', version: 2 });
    expect(await journal({ sale_id: payment.sale_id } as PayableSale)).toEqual(['payment card 20.00']);
  });

  it('refuses one that the sale no longer needs, an old version, and a second answer', async () => {
    const id = await pending(20);
    await expect(change(id, 'completed', 19.99)).rejects.toMatchObject({ code: 'OVERPAYMENT' });
    await expect(change(id, 'failed', 20, 7)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await change(id, 'failed', 20, 1);
    await expect(change(id, 'completed', 20)).rejects.toMatchObject({ code: 'PAYMENT_STATUS_CONFLICT' });
  });
});

describe('the database as the last line', () => {
  it('refuses to change, delete or truncate the journal', async () => {
    await paidSale(10, cash(10));
    await expect(query(t.dataSource, `UPDATE money_journal SET amount = 99`)).rejects.toThrow('append-only');
    await expect(query(t.dataSource, `DELETE FROM money_journal`)).rejects.toThrow('append-only');
    await expect(query(t.dataSource, `TRUNCATE money_journal CASCADE`)).rejects.toThrow('append-only');
  });

  it('refuses a refund without an entry, and an entry without a refund', async () => {
    const sale = await paidSale(10, cash(10));
    const silent = `UPDATE payments SET refunded_amount = 4, status = 'partially_refunded' WHERE sale_id = $1`;
    await expect(query(t.dataSource, silent, [sale.sale_id])).rejects.toThrow(
      'holds 6.0000 but the journal says 10.0000',
    );
    const unpaid = `
      INSERT INTO money_journal (id, kind, payment_id, sale_id, location_id, register_id, payment_method, amount, currency,
        reverses_id, actor_id, occurred_at, business_date)
      SELECT uuidv7(), 'refund', payment_id, sale_id, location_id, register_id, payment_method, -1, currency,
        id, actor_id, occurred_at, business_date FROM money_journal WHERE sale_id = $1`;
    await expect(query(t.dataSource, unpaid, [sale.sale_id])).rejects.toThrow('but the journal says 9.0000');
  });

  it('refuses to post a payment twice', async () => {
    const sale = await paidSale(10, cash(10));
    const twice = `
      INSERT INTO money_journal (id, kind, payment_id, sale_id, location_id, register_id, payment_method, amount, currency,
        actor_id, occurred_at, business_date)
      SELECT uuidv7(), kind, payment_id, sale_id, location_id, register_id, payment_method, amount, currency,
        actor_id, occurred_at, business_date FROM money_journal WHERE sale_id = $1`;
    await expect(query(t.dataSource, twice, [sale.sale_id])).rejects.toThrow('uq_money_journal_payment');
  });
});
