import type { DataSource } from 'typeorm';
import { AuditTrail } from '../../../src/audit/index.js';
import type { Permission } from '../../../src/common/auth/permissions.js';
import { newId } from '../../../src/common/database/new-id.js';
import { query, type Queryable } from '../../../src/common/database/statement.js';
import { runInTransaction } from '../../../src/common/database/tx.js';
import { Writes } from '../../../src/common/http/writes/writes.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { Clock } from '../../../src/common/time/clock.js';
import { ACCOUNT_CHECKS } from '../../../src/integrity/checks/account-checks.js';
import { MONEY_CHECKS } from '../../../src/integrity/checks/money-checks.js';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID, LocationDirectory } from '../../../src/locations/index.js';
import {
  AccountLedger,
  PaymentLedger,
  type AccountReceipt,
  type AccountTerms,
  type PayableSale,
  type Tender,
} from '../../../src/payments/index.js';
import { ReverseEntryUseCase } from '../../../src/payments/journal/reverse-entry.use-case.js';
import { seedSale, type LedgerDatabase } from './seed-sale.js';

export const d = (value: number): Decimal => new Decimal(value);
export const payments = new PaymentLedger();
export const accounts = new AccountLedger();

export function tender(method: Tender['payment_method'], amount: number, rest: Partial<Tender> = {}): Tender {
  return { payment_method: method, amount: d(amount), ...rest };
}

/** Works the ledgers directly, as sales and the account routes do. */
export class AccountBook {
  constructor(readonly t: LedgerDatabase) {}

  get dataSource(): DataSource {
    return this.t.dataSource;
  }

  async customer(terms: Partial<AccountTerms> = {}): Promise<AccountTerms> {
    const customer_id = newId();
    await query(this.dataSource, `INSERT INTO customers (id, code, name) VALUES ($1, $2, 'Ann')`, [
      customer_id,
      customer_id.slice(-12),
    ]);
    return {
      customer_id,
      credit_limit: d(1000),
      is_credit_blocked: false,
      payment_delay_days: 30,
      ...terms,
    };
  }

  /** A sale of the customer, not paid yet. */
  async sale(account: AccountTerms, total: number, changes: Partial<PayableSale> = {}): Promise<PayableSale> {
    return { ...(await seedSale(this.dataSource, this.t.actor_id, total)), account, ...changes };
  }

  pay(sale: PayableSale, tenders: Tender[]) {
    return runInTransaction(this.dataSource, (tx) => payments.record(tx, sale, tenders));
  }

  /** A sale put wholly on account. */
  async charge(
    account: AccountTerms,
    total: number,
    changes: Partial<PayableSale> = {},
  ): Promise<PayableSale> {
    const sale = await this.sale(account, total, changes);
    await this.pay(sale, [tender('on_account', total)]);
    return sale;
  }

  refund(sale: PayableSale, amount: number, by?: Tender['payment_method']) {
    const tenders = by === undefined ? {} : { tenders: [{ payment_method: by, amount: d(amount) }] };
    return runInTransaction(this.dataSource, (tx) =>
      payments.refund(tx, { ...sale, ...tenders, amount: d(amount) }),
    );
  }

  void(sale: PayableSale) {
    return runInTransaction(this.dataSource, (tx) => payments.voidAll(tx, sale));
  }

  receive({ customer_id }: AccountTerms, amount: number, changes: Partial<AccountReceipt> = {}) {
    return runInTransaction(this.dataSource, (tx) =>
      accounts.receive(tx, { ...this.receipt(customer_id), amount: d(amount), ...changes }),
    );
  }

  adjust({ customer_id }: AccountTerms, amount: number) {
    const facts = { ...this.receipt(customer_id), amount: d(amount), reason: 'Counted again' };
    return runInTransaction(this.dataSource, (tx) => accounts.adjust(tx, facts));
  }

  move(from: AccountTerms, to: AccountTerms) {
    const at = { occurred_at: new Date('2026-11-25T10:00:00Z'), business_date: '2026-11-25' };
    return runInTransaction(this.dataSource, (tx) => accounts.move(tx, from.customer_id, to.customer_id, at));
  }

  /** As `DELETE /transactions/{id}` does; answers whose payment it was, and how much. */
  async reverse(journal_id: string): Promise<{ who: string; amount: number }> {
    const reversing = new ReverseEntryUseCase(
      new Writes(this.dataSource),
      new LocationDirectory(),
      new AuditTrail(),
      new Clock(),
    );
    const actor = {
      id: this.t.actor_id,
      username: 'till',
      role: 'admin',
      permissions: new Set<Permission>(),
    };
    const write = { actor, ip: '::1', request_id: newId(), fingerprint: '', dry_run: false };
    const { body } = await reversing.execute(journal_id, write);
    return { who: body.customer_id!, amount: -body.amount };
  }

  async balance({ customer_id }: AccountTerms): Promise<number | undefined> {
    return (await accounts.balance(this.dataSource, customer_id))?.balance.toNumber();
  }

  /** `kind amount due?` of each open item. */
  async open({ customer_id }: AccountTerms): Promise<string[]> {
    const { items } = await accounts.receivables(this.dataSource, customer_id);
    return items.map((item) => `${item.kind} ${item.open_amount.toFixed(2)} ${item.due_date}`);
  }

  async entries({ customer_id }: AccountTerms): Promise<string[]> {
    const rows = await query<{ kind: string; amount: string }>(
      this.dataSource,
      `SELECT kind, amount::numeric(12,2)::text AS amount FROM account_entries WHERE customer_id = $1 ORDER BY id`,
      [customer_id],
    );
    return rows.map(({ kind, amount }) => `${kind} ${amount}`);
  }

  /** Where the books do not tie out: must be nowhere. */
  async faults(db: Queryable = this.dataSource): Promise<{ check: string }[]> {
    const faults: { check: string }[] = [];
    for (const { name, sql } of [
      ...ACCOUNT_CHECKS,
      ...MONEY_CHECKS.filter((check) => check.name === 'payments'),
    ]) {
      faults.push(...(await query<object>(db, sql)).map((row) => ({ check: name, ...row })));
    }
    return faults;
  }

  private receipt(customer_id: string): AccountReceipt {
    return {
      customer_id,
      location_id: DEFAULT_LOCATION_ID,
      register_id: DEFAULT_REGISTER_ID,
      actor_id: this.t.actor_id,
      employee_id: null,
      occurred_at: new Date('2026-11-22T09:00:00Z'),
      business_date: '2026-11-22',
      currency: 'USD',
      digits: 2,
      payment_method: 'bank_transfer',
      amount: d(0),
    };
  }
}
