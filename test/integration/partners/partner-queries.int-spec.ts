import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { CustomerDuplicatesQuery } from '../../../src/partners/customers/duplicates/customer-duplicates.query.js';
import { CustomerReads } from '../../../src/partners/customers/customer-reads.js';
import {
  PartnerQueries,
  saleCustomerOf,
  SupplierQueries,
  type SaleCustomerRow,
} from '../../../src/partners/index.js';
import { aProduct } from '../../support/shop.js';
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

it('ends an exemption with its last day, where the sale is', async () => {
  const id = newId();
  const insert = `
    INSERT INTO customers (id, code, name, tax_treatment, exemption_valid_until, payment_delay_days, credit_limit)
    VALUES ($1, 'EXEMPT1', 'Ada', 'exempt', '2026-12-31', 14, 0.5)`;
  await query(t.dataSource, insert, [id]);
  const partners = t.app.get(PartnerQueries, { strict: false });
  const treatment = async (day?: string): Promise<unknown> =>
    (await partners.customerForSale(t.dataSource, id, day))!.tax_treatment;
  expect(await treatment('2026-12-31')).toBe('exempt');
  expect(await treatment('2027-01-01')).toBe('standard');
  expect(await treatment()).toBe('exempt');
  await query(t.dataSource, `UPDATE customers SET exemption_valid_until = NULL WHERE id = $1`, [id]);
  expect(await treatment('2099-01-01')).toBe('exempt');
});

it('publishes the customers of sales as JSON can carry them', async () => {
  const id = newId();
  const insert = `
    INSERT INTO customers (id, code, name, credit_limit, discount_percent, exemption_valid_until, tax_treatment)
    VALUES ($1, 'JSON1', 'Ada', 123456789012345.6789, 2.5, '2026-12-31', 'exempt')`;
  await query(t.dataSource, insert, [id]);
  const text = `SELECT to_json(c) AS customer FROM sale_customers c WHERE id = $1`;
  const [row] = await query<{ customer: SaleCustomerRow }>(t.dataSource, text, [id]);
  const customer = saleCustomerOf(row!.customer, '2026-01-01');
  expect(customer.credit_limit!.toFixed()).toBe('123456789012345.6789');
  const partners = t.app.get(PartnerQueries, { strict: false });
  expect(await partners.customerForSale(t.dataSource, id, '2026-01-01')).toEqual(customer);
});

describe('suppliers for a purchase', () => {
  it('are shown blocked or not, and nobody for an unknown id', async () => {
    const id = newId();
    const insert = `
      INSERT INTO suppliers (id, code, name, credit_limit, payment_days, delivery_blocked, is_active)
      VALUES ($1, 'BUY1', 'Acme', 0, 14, true, false)`;
    await query(t.dataSource, insert, [id]);
    const suppliers = t.app.get(SupplierQueries, { strict: false });
    const supplier = await suppliers.supplierForPurchase(t.dataSource, id);
    expect(supplier).toMatchObject({
      id,
      code: 'BUY1',
      payment_days: 14,
      delivery_blocked: true,
      is_active: false,
    });
    expect(supplier!.credit_limit!.toNumber()).toBe(0);
    expect(await suppliers.supplierForPurchase(t.dataSource, newId())).toBeUndefined();
  });

  it('offer what is active, of the products asked for', async () => {
    const admin = await t.as('admin');
    const [tea, milk, salt] = [await aProduct(admin), await aProduct(admin), await aProduct(admin)];
    const { id } = (await admin.post('/v1/suppliers', { name: 'Acme' }).expect(201)).body as { id: string };
    const offer = (body: object): Promise<unknown> =>
      admin.post(`/v1/suppliers/${id}/products`, body).expect(201).then();
    await offer({
      product_id: tea.id,
      cost: 50.1234,
      pack_factor: 12.5,
      minimum_order_quantity: 2,
      lead_time_days: 3,
    });
    await offer({ product_id: milk.id, is_active: false });
    await offer({ product_id: salt.id, cost: 1 });
    const suppliers = t.app.get(SupplierQueries, { strict: false });
    const offers = await suppliers.productsOf(t.dataSource, id, [tea.id, milk.id, newId()]);
    expect([...offers.keys()]).toEqual([tea.id]);
    const { cost, pack_factor, minimum_order_quantity, ...rest } = offers.get(tea.id)!;
    expect([cost, pack_factor, minimum_order_quantity].map(String)).toEqual(['50.1234', '12.5', '2']);
    expect(rest).toMatchObject({ lead_time_days: 3, currency: null, is_preferred: false });
  });
});

it('holds amounts and codes to their range in the database itself', async () => {
  const insert = (column: string, value: number): Promise<unknown> =>
    query(t.dataSource, `INSERT INTO customers (id, code, name, ${column}) VALUES ($1, $2, 'x', $3)`, [
      newId(),
      newId().slice(-12),
      value,
    ]);
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

  it('finds duplicates by an index for each reason', async () => {
    const [{ id }] = (await t.dataSource.query<{ id: string }[]>(
      `SELECT id FROM customers WHERE email = 'user77@example.com'`,
    )) as [{ id: string }];
    const twin = `
      INSERT INTO customers (id, code, name, email, phone)
      SELECT uuidv7(), 'TWIN', name, upper(email), replace(phone, ' ', '-') FROM customers WHERE id = $1`;
    await query(t.dataSource, twin, [id]);
    const before = await scansOfTable();
    for (let run = 0; run < 8; run++) {
      const duplicates = await t.app.get(CustomerDuplicatesQuery, { strict: false }).run(id);
      expect(duplicates.map(({ code, reasons }) => [code, reasons.sort()])).toEqual([
        ['TWIN', ['name', 'phone']],
      ]);
    }
    expect(await scansOfTable()).toBe(before);
  });

  async function scansOfTable(): Promise<number> {
    await t.dataSource.query(`SELECT pg_stat_force_next_flush()`);
    const text = `SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'customers'`;
    return (await t.dataSource.query<{ scans: number }[]>(text))[0]!.scans;
  }
});
