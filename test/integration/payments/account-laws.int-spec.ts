import fc from 'fast-check';
import { query } from '../../../src/common/database/statement.js';
import { DomainError } from '../../../src/common/errors/domain-error.js';
import { sum } from '../../../src/common/money/decimal.js';
import type { AccountTerms, PayableSale } from '../../../src/payments/index.js';
import { AccountBook, accounts, d } from './account-book.js';
import { moneyFaults, openLedgerDatabase, type LedgerDatabase } from './seed-sale.js';

let t: LedgerDatabase;
let book: AccountBook;

beforeAll(async () => {
  t = await openLedgerDatabase();
  book = new AccountBook(t);
});
afterAll(() => t.close());

/** What happens between a shop and two customers, one of whom may turn out to be the other. */
type Act =
  | { act: 'charge'; who: number; amount: number; days: number }
  | { act: 'refund'; sale: number; amount: number; in_cash: boolean }
  | { act: 'void'; sale: number }
  | { act: 'receive'; who: number; amount: number; allow_prepayment: boolean }
  | { act: 'reverse'; payment: number }
  | { act: 'adjust'; who: number; amount: number }
  | { act: 'merge' };

const cents = fc.integer({ min: 1, max: 9_999 }).map((value) => value / 100);
const index = fc.nat({ max: 30 });
const who = fc.constantFrom(0, 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('charge' as const),
      who,
      amount: cents,
      days: fc.nat({ max: 90 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('refund' as const),
      sale: index,
      amount: cents,
      in_cash: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('void' as const), sale: index }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('receive' as const),
      who,
      amount: cents,
      allow_prepayment: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('reverse' as const), payment: index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('adjust' as const),
      who,
      amount: fc.oneof(
        cents,
        cents.map((value) => -value),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('merge' as const) }) },
);

/** Carries out acts and keeps, beside the books, what the customers must owe. */
class Shop {
  readonly sales: PayableSale[] = [];
  readonly received: string[] = [];
  readonly owed = [0, 0];
  isMerged = false;

  constructor(readonly customers: AccountTerms[]) {}

  /** Who answers for customer `who` now. */
  private holder(who: number): number {
    return this.isMerged ? 1 : who;
  }

  private move(who: number, cents: number): void {
    this.owed[this.holder(who)] = this.owed[this.holder(who)]! + cents;
  }

  private payer(sale: PayableSale): number {
    return this.customers.findIndex(({ customer_id }) => customer_id === sale.account!.customer_id);
  }

  async do(what: Act): Promise<void> {
    switch (what.act) {
      case 'charge': {
        const terms = { ...this.customers[what.who]!, payment_delay_days: what.days };
        this.sales.push(await book.charge(terms, what.amount));
        return this.move(what.who, toCents(what.amount));
      }
      case 'refund': {
        const sale = this.sales[what.sale % (this.sales.length || 1)];
        if (sale === undefined) return;
        await book.refund(sale, what.amount, what.in_cash ? 'cash' : undefined);
        return this.move(this.payer(sale), what.in_cash ? 0 : -toCents(what.amount));
      }
      case 'void': {
        const sale = this.sales[what.sale % (this.sales.length || 1)];
        if (sale === undefined) return;
        return this.move(this.payer(sale), -toCents((await book.void(sale)).voided.toNumber()));
      }
      case 'receive': {
        const { amount, allow_prepayment } = what;
        const { journal_id } = await book.receive(this.customers[what.who]!, amount, { allow_prepayment });
        this.received.push(journal_id);
        return this.move(what.who, -toCents(amount));
      }
      case 'reverse': {
        const [journal_id] = this.received.splice(what.payment % (this.received.length || 1), 1);
        if (journal_id === undefined) return;
        const { who, amount } = await book.reverse(journal_id);
        return this.move(
          this.customers.findIndex(({ customer_id }) => customer_id === who),
          toCents(amount),
        );
      }
      case 'adjust': {
        await book.adjust(this.customers[what.who]!, what.amount);
        return this.move(what.who, toCents(what.amount));
      }
      case 'merge': {
        await book.move(this.customers[0]!, this.customers[1]!);
        if (!this.isMerged && (await book.balance(this.customers[0]!)) !== undefined) {
          this.isMerged = true;
          this.owed[1] = this.owed[1]! + this.owed[0]!;
          this.owed[0] = 0;
        }
      }
    }
  }
}

function toCents(amount: number): number {
  return Math.round(amount * 100);
}

const SUM = `SELECT coalesce(sum(amount), 0)::float8 AS amount FROM account_entries WHERE customer_id = $1`;

async function assertTiesOut(shop: Shop): Promise<void> {
  for (const [index, { customer_id }] of shop.customers.entries()) {
    const { account, items } = await accounts.receivables(t.dataSource, customer_id);
    const balance = account?.balance ?? d(0);
    const [entries] = await query<{ amount: number }>(t.dataSource, SUM, [customer_id]);
    const { closing_balance } = await accounts.statement(t.dataSource, customer_id, {
      ...{ from: '2000-01-01', to: '2100-01-01', limit: 1 },
    });
    expect([index, toCents(balance.toNumber())]).toEqual([index, shop.owed[index]]);
    expect(toCents(entries!.amount)).toBe(shop.owed[index]);
    expect(toCents(closing_balance.toNumber())).toBe(shop.owed[index]);
    expect(toCents(sum(items.map((item) => item.open_amount)).toNumber())).toBe(
      Math.max(shop.owed[index]!, 0),
    );
    for (const item of items) {
      expect(item.open_amount.gt(0) && item.open_amount.lte(item.amount)).toBe(true);
    }
  }
}

it('whatever happens, the balance is the sum of the entries and of what is open', async () => {
  const happened = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const shop = new Shop(await Promise.all([book.customer(), book.customer()]));
      for (const what of acts) {
        const outcome = await shop.do(what).then(
          () => 'done',
          (error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
            return error.code;
          },
        );
        const key = `${what.act} ${outcome}`;
        happened.set(key, (happened.get(key) ?? 0) + 1);
      }
      await assertTiesOut(shop);
    }),
    { numRuns: 50 },
  );
  expect(await moneyFaults(t.dataSource)).toEqual([]);
  expect(await book.faults()).toEqual([]);
  // The property means something only if every act also succeeded now and then, and was refused when it had to be.
  for (const seen of [
    'charge done',
    'refund done',
    'void done',
    'receive done',
    'reverse done',
    'adjust done',
    'merge done',
  ]) {
    expect([seen, (happened.get(seen) ?? 0) > 0]).toEqual([seen, true]);
  }
  expect([...happened.keys()]).toEqual(
    expect.arrayContaining([
      'receive OVERPAYMENT',
      'refund REFUND_EXCEEDS_PAID',
      'refund REFUND_EXCEEDS_CREDIT',
    ]),
  );
}, 120_000);
