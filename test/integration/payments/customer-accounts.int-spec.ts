import type { Client } from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { query } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import type { AccountTerms, Tender } from '../../../src/payments/index.js';
import { AccountBook, accounts, d, payments, tender } from './account-book.js';
import { moneyFaults, openLedgerDatabase, type LedgerDatabase } from './seed-sale.js';

let t: LedgerDatabase;
let book: AccountBook;

beforeAll(async () => {
  t = await openLedgerDatabase();
  book = new AccountBook(t);
});

afterEach(async () => {
  expect(await moneyFaults(t.dataSource)).toEqual([]);
  expect(await book.faults()).toEqual([]);
});
afterAll(() => t.close());

describe('a sale on account', () => {
  it('is owed, and due after the days agreed', async () => {
    const ann = await book.customer({ payment_delay_days: 14 });
    const sale = await book.sale(ann, 50);
    const { paid, remaining } = await book.pay(sale, [tender('on_account', 30), tender('cash', 20)]);
    expect([paid.toNumber(), remaining.toNumber()]).toEqual([50, 0]);
    expect(await book.entries(ann)).toEqual(['charge 30.00']);
    expect(await book.balance(ann)).toBe(30);
    expect(await book.open(ann)).toEqual(['charge 30.00 2026-12-04']);
  });

  it('may be split into two charges, checked against the limit together', async () => {
    const ann = await book.customer({ credit_limit: d(50) });
    const halves = [tender('on_account', 25, { reference_number: 'PO-1' }), tender('on_account', 25)];
    await book.pay(await book.sale(ann, 50), halves);
    expect(await book.entries(ann)).toEqual(['charge 25.00', 'charge 25.00']);
    const more = [tender('on_account', 0.01), tender('cash', 0.99)];
    await expect(book.pay(await book.sale(ann, 1), more)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'CREDIT_LIMIT_EXCEEDED',
      details: { limit: 50, balance: 50, requested: 0.01, available: 0 },
    });
    expect(await book.balance(ann)).toBe(50);
  });

  it.each([
    ['no limit', null],
    ['a limit of 0', d(0)],
  ])('is refused to customers with %s: both mean no credit', async (_, credit_limit) => {
    const ann = await book.customer({ credit_limit });
    await expect(book.charge(ann, 1)).rejects.toMatchObject({
      code: 'CREDIT_LIMIT_EXCEEDED',
      details: { limit: 0, balance: 0, requested: 1, available: 0 },
    });
    expect(await book.balance(ann)).toBeUndefined();
  });

  it('is refused to blocked customers, who still pay cash', async () => {
    const ann = await book.customer({ is_credit_blocked: true });
    const sale = await book.sale(ann, 10);
    await expect(book.pay(sale, [tender('on_account', 10)])).rejects.toMatchObject({
      code: 'CREDIT_BLOCKED',
    });
    expect((await book.pay(sale, [tender('cash', 10)])).remaining.toNumber()).toBe(0);
  });

  it('needs somebody to owe it', async () => {
    const { account: _, ...anonymous } = await book.sale(await book.customer(), 10);
    await expect(book.pay(anonymous, [tender('on_account', 10)])).rejects.toMatchObject({
      code: 'CUSTOMER_REQUIRED',
      errors: [{ field: 'payments.0.payment_method' }],
    });
  });

  it('stays in one currency', async () => {
    const ann = await book.customer();
    await book.charge(ann, 10);
    await expect(book.charge(ann, 10, { currency: 'EUR' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ACCOUNT_CURRENCY_MISMATCH',
      details: { account_currency: 'USD', currency: 'EUR' },
    });
  });

  it('charges nothing while it is pending, and is checked when it completes', async () => {
    const ann = await book.customer({ credit_limit: d(15) });
    const sale = await book.sale(ann, 10);
    const {
      payments: [pending],
    } = await book.pay(sale, [tender('on_account', 10, { status: 'pending' })]);
    expect(await book.balance(ann)).toBeUndefined();
    const complete = (rest: object) =>
      runInTransaction(t.dataSource, (tx) =>
        payments.setStatus(tx, {
          ...sale,
          payment_id: pending!.id,
          status: 'completed',
          due: d(10),
          ...rest,
        }),
      );
    await book.charge(ann, 6);
    await expect(complete({})).rejects.toMatchObject({ code: 'CREDIT_LIMIT_EXCEEDED' });
    await expect(complete({ account: undefined })).rejects.toMatchObject({ code: 'CUSTOMER_REQUIRED' });
    await book.receive(ann, 6);
    expect((await complete({})).status).toBe('completed');
    expect(await book.entries(ann)).toEqual(['charge 6.00', 'payment -6.00', 'charge 10.00']);
  });

  it('fails without a trace', async () => {
    const ann = await book.customer();
    const sale = await book.sale(ann, 10);
    const {
      payments: [pending],
    } = await book.pay(sale, [tender('on_account', 10, { status: 'pending' })]);
    await runInTransaction(t.dataSource, (tx) =>
      payments.setStatus(tx, { ...sale, payment_id: pending!.id, status: 'failed', due: d(10) }),
    );
    expect(await book.balance(ann)).toBeUndefined();
  });

  it('fits a limit exactly as often as it does, from twenty tills at once', async () => {
    const ann = await book.customer({ credit_limit: d(75) });
    const sales = await Promise.all(Array.from({ length: 20 }, () => book.sale(ann, 10)));
    const outcomes = await Promise.allSettled(
      sales.map((sale) => book.pay(sale, [tender('on_account', 10)])),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'CREDIT_LIMIT_EXCEEDED' });
    }
    expect(await book.balance(ann)).toBe(70);
  });
});

describe('what goes back on a sale on account', () => {
  it('is taken off its own charge, whatever is older', async () => {
    const ann = await book.customer();
    await book.charge(ann, 40);
    const sale = await book.charge(ann, 60, { business_date: '2026-11-21' });
    const {
      payments: [payment],
    } = await book.refund(sale, 25);
    expect(payment).toMatchObject({ status: 'partially_refunded', payment_method: 'on_account' });
    expect(await book.open(ann)).toEqual(['charge 40.00 2026-12-20', 'charge 35.00 2026-12-21']);
    await book.void(sale);
    expect(await book.entries(ann)).toEqual(['charge 40.00', 'charge 60.00', 'refund -25.00', 'void -35.00']);
    expect(await book.open(ann)).toEqual(['charge 40.00 2026-12-20']);
  });

  it('stands in the customer’s favour when it was paid before, and pays for the next sale', async () => {
    const ann = await book.customer({ credit_limit: d(100) });
    const sale = await book.charge(ann, 100);
    await book.receive(ann, 100);
    await book.void(sale);
    expect(await book.balance(ann)).toBe(-100);
    expect(await book.open(ann)).toEqual([]);
    const prepaid = { ...ann, credit_limit: null };
    await expect(book.charge(prepaid, 100.01)).rejects.toMatchObject({ details: { available: 100 } });
    await book.charge(prepaid, 100);
    expect(await book.balance(ann)).toBe(0);
  });

  it('is not given back as money while it is owed', async () => {
    const ann = await book.customer();
    const sale = await book.charge(ann, 50);
    await book.receive(ann, 20);
    await expect(book.refund(sale, 25, 'cash')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'REFUND_EXCEEDS_CREDIT',
      details: { requested: 25, payable: 0 },
    });
    await expect(book.refund(sale, 40, 'cash')).rejects.toMatchObject({
      details: { requested: 40, payable: 10 },
    });
    expect(await book.balance(ann)).toBe(30);
  });

  it('is given back as money as far as it was paid', async () => {
    const ann = await book.customer();
    const sale = await book.charge(ann, 50);
    await book.receive(ann, 50);
    const { refunds } = await book.refund(sale, 20, 'cash');
    expect(refunds.map((refund) => refund.payment_method)).toEqual(['cash']);
    expect(await book.entries(ann)).toEqual([
      'charge 50.00',
      'payment -50.00',
      'refund -20.00',
      'payment 20.00',
    ]);
    expect(await book.balance(ann)).toBe(0);
  });

  it('does not come from other payments of the sale', async () => {
    const ann = await book.customer();
    const sale = await book.sale(ann, 50);
    await book.pay(sale, [tender('on_account', 20), tender('card', 30)]);
    await expect(book.refund(sale, 21, 'on_account')).rejects.toMatchObject({
      code: 'REFUND_EXCEEDS_METHOD',
    });
    await book.refund(sale, 20, 'on_account');
    expect(await book.balance(ann)).toBe(0);
    const blind = { ...sale, tenders: [tender('on_account', 5)] };
    await expect(
      runInTransaction(t.dataSource, (tx) => payments.refundBlind(tx, blind)),
    ).rejects.toMatchObject({ code: 'CUSTOMER_REQUIRED' });
  });
});

describe('money received on account', () => {
  const journal = (id: string) =>
    query(
      t.dataSource,
      `SELECT kind, payment_method, amount::float8 AS amount, reference FROM money_journal WHERE id = $1`,
      [id],
    );

  it('settles what is due first', async () => {
    const ann = await book.customer();
    await book.charge({ ...ann, payment_delay_days: 60 }, 10);
    await book.charge({ ...ann, payment_delay_days: 0 }, 20);
    await book.charge({ ...ann, payment_delay_days: 30 }, 30);
    const { journal_id, balance, balance_before } = await book.receive(ann, 25, {
      reference_number: 'WIRE-7',
    });
    expect([balance_before.toNumber(), balance.toNumber()]).toEqual([60, 35]);
    expect(await journal(journal_id)).toEqual([
      { kind: 'account_payment', payment_method: 'bank_transfer', amount: 25, reference: 'WIRE-7' },
    ]);
    expect(await book.open(ann)).toEqual(['charge 25.00 2026-12-20', 'charge 10.00 2027-01-19']);
  });

  it('gives change on cash', async () => {
    const ann = await book.customer();
    await book.charge(ann, 12.5);
    const { change_amount } = await book.receive(ann, 12.5, { payment_method: 'cash', tendered: d(20) });
    expect(change_amount.toNumber()).toBe(7.5);
  });

  it('is no more than is owed, unless it may be a prepayment', async () => {
    const ann = await book.customer();
    await expect(book.receive(ann, 1)).rejects.toMatchObject({ kind: 'invalid', code: 'OVERPAYMENT' });
    await book.charge(ann, 5);
    await expect(book.receive(ann, 5.01)).rejects.toMatchObject({
      code: 'OVERPAYMENT',
      errors: [{ field: 'amount' }],
    });
    await book.receive(ann, 8, { allow_prepayment: true });
    expect(await book.balance(ann)).toBe(-3);
  });

  it.each<[Tender['payment_method'], string]>([
    ['on_account', 'PAYMENT_METHOD_NOT_ALLOWED'],
    ['loyalty_points', 'PAYMENT_METHOD_NOT_ALLOWED'],
    ['gift_card', 'PAYMENT_METHOD_NOT_AVAILABLE'],
  ])('is money, not %s', async (payment_method, code) => {
    const ann = await book.customer();
    await book.charge(ann, 5);
    await expect(book.receive(ann, 5, { payment_method })).rejects.toMatchObject({ code });
  });

  it('names every wrong field', async () => {
    const ann = await book.customer();
    const wrong = { payment_method: 'card' as const, tendered: d(6) };
    await expect(book.receive(ann, 5.005, wrong)).rejects.toMatchObject({
      errors: [
        { field: 'amount', code: 'TOO_MANY_DECIMALS' },
        { field: 'tendered', code: 'CHANGE_ONLY_FROM_CASH' },
      ],
    });
  });

  it('needs a customer who is known', async () => {
    const nobody = { customer_id: '0193a5b0-6f3e-7c1a-9d2e-3b1f5a7c9e10' } as AccountTerms;
    await expect(book.receive(nobody, 5)).rejects.toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
  });

  it('pays a debt once from ten tills at once', async () => {
    const ann = await book.customer();
    await book.charge(ann, 30);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => book.receive(ann, 10)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await book.balance(ann)).toBe(0);
  });
});

describe('a statement', () => {
  const read = ({ customer_id }: AccountTerms, from: string, to: string, page: object = {}) =>
    accounts.statement(t.dataSource, customer_id, { from, to, limit: 50, ...page });

  it('runs from the balance before to the balance after', async () => {
    const ann = await book.customer();
    await book.charge(ann, 10, { business_date: '2026-10-30' });
    await book.charge(ann, 20, { business_date: '2026-11-01' });
    const sale = await book.charge(ann, 5, { business_date: '2026-11-30' });
    await book.receive(ann, 12);
    await book.charge(ann, 40, { business_date: '2026-12-01' });
    await book.refund({ ...sale, business_date: '2026-11-30' }, 1);
    const { entries, ...around } = await read(ann, '2026-11-01', '2026-11-30');
    expect(entries.map((e) => [e.business_date, e.kind, e.amount.toNumber(), e.balance.toNumber()])).toEqual([
      ['2026-11-01', 'charge', 20, 30],
      ['2026-11-22', 'payment', -12, 18],
      ['2026-11-30', 'charge', 5, 23],
      ['2026-11-30', 'refund', -1, 22],
    ]);
    expect(JSON.parse(JSON.stringify(around))).toEqual({
      currency: 'USD',
      opening_balance: '10',
      debits: '25',
      credits: '13',
      closing_balance: '22',
      next_cursor: null,
    });
  });

  it('is cut into pages that go on where the last one ended', async () => {
    const ann = await book.customer();
    for (const amount of [1, 2, 3, 4, 5]) await book.charge(ann, amount);
    const seen: number[][] = [];
    let cursor: string | undefined;
    do {
      const page = await read(ann, '2026-11-20', '2026-11-20', { limit: 2, cursor });
      expect([page.closing_balance.toNumber(), page.debits.toNumber()]).toEqual([15, 15]);
      seen.push(page.entries.map((entry) => entry.balance.toNumber()));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([[1, 3], [6, 10], [15]]);
    await expect(read(ann, '2026-11-20', '2026-11-20', { cursor: 'x' })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    });
  });

  it('of somebody without an account is empty', async () => {
    const { entries, currency, closing_balance } = await read(
      await book.customer(),
      '2026-11-01',
      '2026-11-30',
    );
    expect([entries, currency, closing_balance.toNumber()]).toEqual([[], null, 0]);
  });
});

describe('merged customers', () => {
  it('bring along what is open, due when it was due', async () => {
    const [ann, bob] = [await book.customer(), await book.customer()];
    await book.charge(ann, 10, { business_date: '2026-09-01' });
    await book.charge(ann, 20);
    await book.charge(bob, 5);
    await book.receive(ann, 4);
    await book.move(ann, bob);
    expect(await book.balance(ann)).toBe(0);
    expect(await book.open(ann)).toEqual([]);
    expect(await book.open(bob)).toEqual(
      ['transfer 6.00 2026-10-01', 'charge 5.00 2026-12-20', 'transfer 20.00 2026-12-20'].sort((a, b) =>
        a.slice(-10).localeCompare(b.slice(-10)),
      ),
    );
    expect((await book.entries(ann)).slice(-2)).toEqual(['transfer -6.00', 'transfer -20.00']);
  });

  it('bring along what the shop owes them', async () => {
    const [ann, bob] = [await book.customer(), await book.customer()];
    await book.receive(ann, 7, { allow_prepayment: true });
    await book.move(ann, bob);
    expect([await book.balance(ann), await book.balance(bob)]).toEqual([0, -7]);
  });

  it('answer for what comes back later, also through a chain of merges', async () => {
    const [ann, bob, cid] = [await book.customer(), await book.customer(), await book.customer()];
    const open = await book.charge(ann, 30);
    const paid = await book.charge(ann, 10, { business_date: '2026-11-01' });
    await book.receive(ann, 10);
    await book.move(ann, bob);
    await book.move(bob, cid);
    await book.move(bob, cid);
    await book.refund(open, 12);
    expect(await book.open(cid)).toEqual(['transfer 18.00 2026-12-20']);
    await book.void(paid);
    expect([await book.balance(ann), await book.balance(bob), await book.balance(cid)]).toEqual([0, 0, 8]);
    await book.charge(ann, 2);
    expect(await book.balance(cid)).toBe(10);
  });

  it('bring along what was paid out for goods whose payment bounced', async () => {
    const [ann, bob] = [await book.customer(), await book.customer()];
    const sale = await book.charge(ann, 50);
    const { journal_id } = await book.receive(ann, 50);
    await book.refund(sale, 20, 'cash');
    await book.reverse(journal_id);
    expect(await book.open(ann)).toEqual(['payment 20.00 2026-11-20', 'charge 30.00 2026-12-20']);
    await book.move(ann, bob);
    await book.void(sale);
    expect(await book.open(bob)).toEqual(['transfer 20.00 2026-11-20']);
  });

  it('cannot be, with accounts in two currencies', async () => {
    const [ann, bob] = [await book.customer(), await book.customer()];
    await book.receive(ann, 1, { allow_prepayment: true });
    await book.receive(bob, 1, { allow_prepayment: true, currency: 'EUR' });
    await expect(book.move(ann, bob)).rejects.toMatchObject({ code: 'ACCOUNT_CURRENCY_MISMATCH' });
  });

  it('settle first, when one is to be forgotten', async () => {
    const ann = await book.customer();
    const assertSettled = () =>
      runInTransaction(t.dataSource, (tx) => accounts.assertSettled(tx, ann.customer_id));
    await assertSettled();
    await book.charge(ann, 3);
    await expect(assertSettled()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'ACCOUNT_NOT_SETTLED',
      details: { balance: 3 },
    });
    await book.receive(ann, 3);
    await assertSettled();
    expect(await accounts.export(t.dataSource, ann.customer_id)).toMatchObject({
      currency: 'USD',
      balance: 0,
      entries: [
        { kind: 'charge', amount: 3 },
        { kind: 'payment', amount: -3 },
      ],
    });
  });
});

describe('the database', () => {
  it('refuses to change an entry', async () => {
    const ann = await book.customer();
    await book.charge(ann, 3);
    for (const change of [
      'UPDATE account_entries SET amount = 1',
      'DELETE FROM account_entries',
      'TRUNCATE account_entries CASCADE',
    ]) {
      await expect(t.dataSource.query(change)).rejects.toThrow(/append-only/);
    }
  });

  it('charges a payment once', async () => {
    const ann = await book.customer();
    await book.charge(ann, 3);
    const again = `
      INSERT INTO account_entries (id, customer_id, kind, amount, currency, sale_id, payment_id, journal_id, due_date,
        actor_id, occurred_at, business_date)
      SELECT uuidv7(), customer_id, kind, amount, currency, sale_id, payment_id, journal_id, due_date, actor_id,
        occurred_at, business_date
      FROM account_entries WHERE customer_id = $1`;
    await expect(query(t.dataSource, again, [ann.customer_id])).rejects.toMatchObject({ code: '23505' });
  });
});

describe('the integrity check', () => {
  const open = `ALTER TABLE account_entries DISABLE TRIGGER USER`;

  it.each<[string, string[], string[]]>([
    [
      'a balance',
      [`UPDATE customer_accounts SET balance = balance + 1 WHERE balance > 0`],
      ['customer_accounts'],
    ],
    [
      'a charge',
      [open, `UPDATE account_entries SET amount = amount + 1 WHERE kind = 'charge'`],
      ['account_journal', 'customer_accounts', 'payments_on_account'],
    ],
    [
      'a payment that is not in the account',
      [open, `DELETE FROM account_entries WHERE kind = 'payment'`],
      ['account_journal', 'customer_accounts'],
    ],
    [
      'another currency',
      [open, `UPDATE account_entries SET currency = 'EUR' WHERE kind = 'payment'`],
      ['account_currencies'],
    ],
    [
      'what settles the charge of somebody else',
      [
        open,
        `UPDATE account_entries e SET settles_id = other.id FROM account_entries other
         WHERE e.kind = 'refund' AND other.kind = 'charge' AND other.customer_id <> e.customer_id`,
      ],
      ['account_settlements'],
    ],
  ])('finds %s', async (_, tampering, found_by) => {
    const [ann, bob] = [await book.customer(), await book.customer()];
    await book.charge(ann, 5);
    await book.refund(await book.charge(bob, 5), 2);
    await book.receive(bob, 1);
    const undone = new Error('undone');
    const tampered = runInTransaction(t.dataSource, async (tx) => {
      for (const sql of tampering) await tx.query(sql);
      const found = await book.faults(tx);
      expect([...new Set(found.map(({ check }) => check))].sort()).toEqual(found_by);
      throw undone;
    });
    await expect(tampered).rejects.toBe(undone);
  });
});

describe('a sale that is paid at once', () => {
  it('costs no statement more for the accounts that others have', async () => {
    const ann = await book.customer();
    const sales = await Promise.all([book.sale(ann, 10), book.sale(ann, 10)]);
    const statements = async (work: () => Promise<unknown>): Promise<number> => {
      const { postgres } = t.dataSource.driver as PostgresDriver & {
        postgres: { Client: { prototype: Client } };
      };
      const sent = jest.spyOn(postgres.Client.prototype, 'query');
      await work();
      const count = sent.mock.calls.length;
      sent.mockRestore();
      return count;
    };
    // BEGIN, payments with their journal entries, COMMIT.
    expect(await statements(() => book.pay(sales[0], [tender('cash', 10)]))).toBe(3);
    expect(await statements(() => book.void(sales[0]))).toBe(3);
    expect(
      await statements(() => book.pay(sales[1], [tender('on_account', 5), tender('on_account', 5)])),
    ).toBe(4);
    expect(await statements(() => book.void(sales[1]))).toBe(4);
  });
});
