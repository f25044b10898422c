import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { CustomerReads } from '../../../src/partners/customers/customer-reads.js';
import { PartnerQueries } from '../../../src/partners/index.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

const MANY = 20_000;

/** Many customers with distinct phones and repeating names. */
const SEED = `
  INSERT INTO customers (id, code, name, email, phone)
  SELECT uuidv7(), 'T' || i, (ARRAY['Ada','Bob','Cyd','Dan'])[1 + i % 4] || ' ' || md5(i::text),
         'user' || i || '@example.com', '+44 ' || (7000000 + i)
  FROM generate_series(1, ${MANY}) AS i`;

let t: TestApp;

beforeAll(async () => {
  // Two connections, so that one after the other all statements below reach the same one.
  t = await startTestApp({ database_pool_size: 2 });
});
afterAll(() => t.close());

it('shows a sale its customer, blocked or not, and nobody for an unknown id', async () => {
  const id = newId();
  const insert = `
    INSERT INTO customers (id, code, name, discount_percent, sales_blocked, is_active)
    VALUES ($1, 'SALE1', 'Ada', 2.5, true, false)`;
  await query(t.dataSource, insert, [id]);
  const partners = t.app.get(PartnerQueries, { strict: false });
  const customer = await partners.customerForSale(t.dataSource, id);
  expect(customer).toMatchObject({
    id,
    code: 'SALE1',
    sales_blocked: true,
    is_active: false,
    credit_limit: null,
  });
  expect(customer!.discount_percent!.toNumber()).toBe(2.5);
  expect(await partners.customerForSale(t.dataSource, newId())).toBeUndefined();
});

it('holds amounts and codes to their range in the database itself', async () => {
  const insert = (column: string, value: number): Promise<unknown> =>
    query(t.dataSource, `INSERT INTO customers (id, code, name, ${column}) VALUES ($1, $2, 'x', $3)`, [
      newId(),
      newId().slice(-12),
      value,
    ]);
  await expect(insert('loyalty_points', -1)).rejects.toMatchObject({
    constraint: 'ck_customers_loyalty_points',
  });
  await expect(insert('discount_percent', 101)).rejects.toMatchObject({
    constraint: 'ck_customers_discount_percent',
  });
  await expect(insert('credit_limit', -0.01)).rejects.toMatchObject({
    constraint: 'ck_customers_credit_limit',
  });
});

describe(`among ${MANY} customers`, () => {
  beforeAll(async () => {
    await t.dataSource.query(SEED);
    await t.dataSource.query(`ANALYZE customers`);
  });

  async function scans(): Promise<number> {
    await t.dataSource.query(`SELECT pg_stat_force_next_flush()`);
    const text = `SELECT idx_scan::int AS scans FROM pg_stat_user_indexes WHERE indexrelname = 'ix_customers_search'`;
    return (await t.dataSource.query<{ scans: number }[]>(text))[0]!.scans;
  }

  it('finds each by the trigram index, also once PostgreSQL may reuse one plan for all words', async () => {
    const reads = t.app.get(CustomerReads, { strict: false });
    const before = await scans();
    // From the sixth run of a prepared statement on, PostgreSQL weighs a plan that knows no values.
    for (let run = 0; run < 12; run++) {
      const phone = String(7_004_321 + run);
      const { items } = await reads.list({ limit: 50, q: phone });
      expect(items.map((customer) => customer.phone)).toEqual([`+44 ${phone}`]);
    }
    expect((await scans()) - before).toBe(12);
  });

  it('pages through a word that a quarter of them share', async () => {
    const reads = t.app.get(CustomerReads, { strict: false });
    const { items, next_cursor } = await reads.list({ limit: 50, q: 'ada user' });
    expect(items).toHaveLength(50);
    const more = await reads.list({ limit: 50, q: 'ada user', cursor: next_cursor });
    expect(more.items[0]!.name > items[49]!.name).toBe(true);
  });
});
