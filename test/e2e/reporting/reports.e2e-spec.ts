import { parse } from 'csv-parse/sync';
import { randomUUID } from 'node:crypto';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { keepBooks, type Books } from './books.js';

type Row = Record<string, unknown>;
interface Body {
  rows: Row[];
  totals: Row[];
  top: Row[];
  slow: Row[];
  payments: Row[];
  cashiers: Row[];
}

let t: TestApp;
let admin: Client;
let books: Books;

beforeAll(async () => {
  t = await startTestApp();
  admin = await t.as('admin');
  books = await keepBooks(t);
});
afterAll(() => t.close());

const SPRING = 'start_date=2025-03-01&end_date=2025-04-30';
const report = async (path: string, who = admin): Promise<Body> =>
  (await who.get(`/v1/reports/${path}`).expect(200)).body as Body;
const problem = async (path: string, who = admin): Promise<{ errors: { field: string; code: string }[] }> =>
  (await who.get(`/v1/reports/${path}`).expect(422)).body as { errors: { field: string; code: string }[] };
const codes = async (path: string): Promise<string[]> =>
  (await problem(path)).errors.map(({ field, code }) => `${field} ${code}`);

describe('GET /v1/reports/sales', () => {
  it('adds up days, each sale and return on its own', async () => {
    const { rows, totals } = await report(`sales?${SPRING}&group_by=day&location_id=${books.main}`);
    expect(rows).toEqual([
      day('2025-03-10', {
        sales_count: 2,
        gross_amount: 142.8,
        discount_amount: 5,
        net_amount: 119,
        tax_amount: 23.8,
        total_amount: 142.8,
        average_basket: 71.4,
      }),
      day('2025-03-11', {
        sales_count: 1,
        gross_amount: 9.6,
        net_amount: 8,
        tax_amount: 1.6,
        total_amount: 9.6,
        average_basket: 9.6,
      }),
      day('2025-04-02', {
        returns_count: 2,
        returned_amount: 46.5,
        net_amount: -38.75,
        tax_amount: -7.75,
        total_amount: -46.5,
      }),
    ]);
    const { period: _, ...sum } = day('', {
      sales_count: 3,
      returns_count: 2,
      gross_amount: 152.4,
      discount_amount: 5,
      returned_amount: 46.5,
      net_amount: 88.25,
      tax_amount: 17.65,
      total_amount: 105.9,
      average_basket: 50.8,
    });
    expect(totals).toEqual([sum]);
  });

  it.each([
    ['hour', '2025-03-10&end_date=2025-03-12', ['2025-03-10T09:00', '2025-03-10T14:00', '2025-03-11T10:00']],
    ['week', '2025-03-01&end_date=2025-04-30', ['2025-W11', '2025-W14']],
    ['month', '2025-03-01&end_date=2025-04-30', ['2025-03', '2025-04']],
    ['quarter', '2025-03-01&end_date=2025-04-30', ['2025-Q1', '2025-Q2']],
    ['year', '2025-03-01&end_date=2025-04-30', ['2025']],
  ])('groups by %s', async (group_by, period, labels) => {
    const { rows, totals } = await report(
      `sales?start_date=${period}&group_by=${group_by}&location_id=${books.main}`,
    );
    expect(rows.map((row) => row['period'])).toEqual(labels);
    const sum = rows.reduce((cents, row) => cents + Math.round(Number(row['total_amount']) * 100), 0);
    expect(sum).toBe(Math.round(Number(totals[0]!['total_amount']) * 100));
  });

  it('counts a sale on the day of its shop, and never adds dollars to dollars of another country', async () => {
    const { rows, totals } = await report('sales?start_date=2025-03-11&end_date=2025-03-11&group_by=hour');
    expect(rows.map((row) => [row['period'], row['currency'], row['total_amount']])).toEqual([
      ['2025-03-11T00:00', 'NZD', 4.8],
      ['2025-03-11T10:00', 'USD', 9.6],
    ]);
    expect(totals.map((row) => [row['currency'], row['total_amount']])).toEqual([
      ['NZD', 4.8],
      ['USD', 9.6],
    ]);
  });

  it('counts a void against today, not against the day of the sale', async () => {
    const { rows } = await report(`sales?days=1&location_id=${books.main}`);
    expect(rows).toEqual([
      expect.objectContaining({
        sales_count: 0,
        voids_count: 1,
        voided_amount: 9.6,
        net_amount: -8,
        tax_amount: -1.6,
        total_amount: -9.6,
      }),
    ]);
  });

  it('is what the seed calls, verbatim', async () => {
    expect(await report('sales?days=30&group_by=day')).toMatchObject({
      group_by: 'day',
      rows: [{ voids_count: 1 }],
    });
  });

  it('keeps to one cashier', async () => {
    const manager = await t.as('manager');
    const { totals } = await report(`sales?${SPRING}&cashier_id=${manager.user_id}`);
    expect(totals.map((row) => row['gross_amount'])).toEqual([9.6]);
  });

  it('answers no rows for days without sales', async () => {
    expect(await report('sales?start_date=2024-01-01&end_date=2024-01-31')).toMatchObject({
      rows: [],
      totals: [],
    });
  });

  it('refuses periods that make no sense, naming the field', async () => {
    expect(await codes('sales?start_date=2025-04-01&end_date=2025-03-01')).toEqual([
      'end_date PERIOD_REVERSED',
    ]);
    expect(await codes('sales?start_date=2000-01-01&end_date=2025-03-01')).toEqual([
      'start_date PERIOD_TOO_LONG',
    ]);
    expect(await codes('sales?days=5&start_date=2025-03-01')).toEqual(['days DAYS_WITH_DATES']);
    expect(await codes(`sales?${SPRING}&group_by=hour`)).toEqual(['group_by PERIOD_TOO_LONG']);
    expect(await codes(`sales?location_id=${randomUUID()}`)).toEqual(['location_id LOCATION_NOT_FOUND']);
    const all = await codes(
      'sales?start_date=2025-02-29&end_date=x&days=0&group_by=decade&location_id=1&cashier_id=2&format=pdf&colour=1',
    );
    expect(new Set(all.map((each) => each.split(' ')[0]))).toEqual(
      new Set([
        'start_date',
        'end_date',
        'days',
        'group_by',
        'location_id',
        'cashier_id',
        'format',
        'colour',
      ]),
    );
  });
});

function day(period: string, figures: Row): Row {
  const none = {
    sales_count: 0,
    voids_count: 0,
    returns_count: 0,
    gross_amount: 0,
    discount_amount: 0,
    voided_amount: 0,
    returned_amount: 0,
  };
  return { period, currency: 'USD', ...none, average_basket: null, ...figures };
}

describe('GET /v1/reports/sales/daily and /period', () => {
  it('show a day by the hour with its payments', async () => {
    const { rows, payments } = await report(`sales/daily?date=2025-03-10&location_id=${books.main}`);
    expect(rows.map((row) => [row['period'], row['total_amount']])).toEqual([
      ['2025-03-10T09:00', 100.8],
      ['2025-03-10T14:00', 42],
    ]);
    expect(payments.map((row) => [row['payment_method'], row['net_amount']])).toEqual([
      ['cash', 100.8],
      ['card', 42],
    ]);
    expect(await report('sales/daily')).toMatchObject({ rows: [{ voids_count: 1 }] });
  });

  it('show a period by day and cashier, to those who may see business figures', async () => {
    const { rows, cashiers } = await report(`sales/period?${SPRING}&location_id=${books.main}`);
    expect(rows).toHaveLength(3);
    expect(cashiers.map((row) => [row['username'], row['sales_count'], row['total_amount']])).toEqual([
      ['admin', 2, 96.3],
      ['test_manager', 1, 9.6],
    ]);
    expect(await codes('sales/period?start_date=2025-03-01')).toEqual(['end_date IS_DAY']);
    await (await t.as('cashier')).get(`/v1/reports/sales/period?${SPRING}`).expect(403);
  });
});

describe('GET /v1/reports/payments', () => {
  it('splits money by method, with what went back and the drawer', async () => {
    const { rows } = await report(`payments?${SPRING}&location_id=${books.main}`);
    expect(rows).toEqual([
      method('cash', {
        payments_count: 2,
        taken_amount: 105.8,
        refunds_count: 1,
        refunded_amount: 36,
        net_amount: 69.8,
      }),
      method('card', {
        payments_count: 2,
        taken_amount: 46.6,
        refunds_count: 1,
        refunded_amount: 10.5,
        net_amount: 36.1,
      }),
    ]);
  });

  it('nets reversed entries out and shows the money of voids and cancellations today', async () => {
    const { rows } = await report(`payments?days=1&location_id=${books.main}`);
    expect(rows).toEqual([
      method('cash', {
        payments_count: 1,
        taken_amount: 2,
        voided_amount: 7,
        cash_in_amount: 30,
        cash_out_amount: 10,
        net_amount: 15,
      }),
      method('card', { refunds_count: 1, refunded_amount: 1.5, voided_amount: 4.6, net_amount: -6.1 }),
    ]);
  });
});

function method(payment_method: string, figures: Row): Row {
  const none = {
    payments_count: 0,
    taken_amount: 0,
    refunds_count: 0,
    refunded_amount: 0,
    voided_amount: 0,
    account_payments_count: 0,
    account_payments_amount: 0,
    cash_in_amount: 0,
    cash_out_amount: 0,
  };
  return { currency: 'USD', payment_method, ...none, ...figures };
}

describe('GET /v1/reports/financial/profit-loss', () => {
  it('takes the cost from the layers, returns and losses included', async () => {
    const { rows } = await report(`financial/profit-loss?${SPRING}&location_id=${books.main}`);
    expect(rows).toEqual([
      {
        currency: 'USD',
        sales_amount: 127,
        returns_amount: 38.75,
        revenue: 88.25,
        cost_of_goods: 52,
        gross_profit: 36.25,
        gross_margin_percent: 41.08,
        stock_losses: 7,
        allowances: 0,
        profit: 29.25,
      },
    ]);
  });

  it('shows the void, the missing tea and the goodwill of today', async () => {
    const { rows } = await report(`financial/profit-loss?start_date=2025-03-01&location_id=${books.main}`);
    expect(rows).toEqual([
      {
        currency: 'USD',
        sales_amount: 127,
        returns_amount: 46.75,
        revenue: 80.25,
        cost_of_goods: 50,
        gross_profit: 30.25,
        gross_margin_percent: 37.69,
        stock_losses: 8,
        allowances: 1.5,
        profit: 20.75,
      },
    ]);
  });

  it('corrects the cost of what was sold before it came in', async () => {
    const { rows } = await report(`financial/profit-loss?${SPRING}&location_id=${books.auckland}`);
    expect(rows).toMatchObject([{ currency: 'NZD', revenue: 4, cost_of_goods: 2.5, gross_profit: 1.5 }]);
  });

  it('agrees with the sales report', async () => {
    const [profit] = (await report(`financial/profit-loss?${SPRING}&location_id=${books.main}`)).rows;
    const [sales] = (await report(`sales?${SPRING}&location_id=${books.main}`)).totals;
    expect(profit!['revenue']).toBe(sales!['net_amount']);
  });

  it('is for those who may see business figures; costs, for those who may see costs', async () => {
    await (await t.as('cashier')).get('/v1/reports/financial/profit-loss').expect(403);
    await admin
      .post('/v1/roles', {
        name: 'bookkeeper',
        description: 'No costs',
        permissions: ['reports:read', 'reports:business'],
      })
      .expect(201);
    const { rows } = await report(
      `financial/profit-loss?${SPRING}&location_id=${books.main}`,
      await t.as('bookkeeper'),
    );
    expect(rows).toEqual([{ currency: 'USD', sales_amount: 127, returns_amount: 38.75, revenue: 88.25 }]);
  });
});

describe('GET /v1/reports/taxes', () => {
  it('shows tax by rate, returns apart, and agrees with the sales report', async () => {
    const { rows } = await report(`taxes?${SPRING}&location_id=${books.main}`);
    expect(rows).toEqual([
      {
        currency: 'USD',
        tax_code: 'STD',
        tax_name: 'Standard',
        tax_treatment: 'standard',
        tax_rate: 20,
        sales_net_amount: 127,
        sales_tax_amount: 25.4,
        returns_net_amount: 38.75,
        returns_tax_amount: 7.75,
        net_amount: 88.25,
        tax_amount: 17.65,
      },
    ]);
  });
});

describe('GET /v1/reports/products', () => {
  it('ranks what sells by revenue or quantity, with what it earned', async () => {
    const { top } = await report(`products?${SPRING}&location_id=${books.main}`);
    expect(top).toEqual([
      expect.objectContaining({
        name: 'Coffee',
        quantity: 8,
        net_amount: 76.25,
        total_amount: 91.5,
        cost_amount: 49,
        gross_profit: 27.25,
        gross_margin_percent: 35.74,
      }),
      expect.objectContaining({
        name: 'Tea',
        quantity: 3,
        net_amount: 12,
        cost_amount: 3,
        gross_profit: 9,
        gross_margin_percent: 75,
      }),
    ]);
    const two = await report(`products?${SPRING}&rank_by=quantity&top_n=2`);
    expect(two.top.map((row) => [row['name'], row['currency'], row['quantity']])).toEqual([
      ['Coffee', 'USD', 8],
      ['Tea', 'USD', 3],
    ]);
  });

  it('names the slow sellers in stock, those that never sold first', async () => {
    const { slow } = await report(`products?${SPRING}&location_id=${books.main}`);
    expect(slow.map((row) => [row['name'], row['quantity'], row['on_hand']])).toEqual([
      ['=Dust', 0, 3],
      ['Tea', 3, 3],
      ['Coffee', 8, 10],
    ]);
  });

  it('keeps costs from those who may not see them', async () => {
    const { top } = await report(`products?${SPRING}`, await t.as('cashier'));
    expect(JSON.stringify(top)).not.toMatch(/cost|profit|margin/);
  });
});

describe('GET /v1/reports/inventory/stock-levels', () => {
  it('lists each product and location in pages, none twice', async () => {
    const seen: unknown[] = [];
    let next: string | undefined = '/v1/reports/inventory/stock-levels?sort=name&limit=1&count=true';
    while (next !== undefined) {
      const { body, headers } = (await admin.get(next).expect(200)) as {
        body: Row[];
        headers: Record<string, string>;
      };
      expect(headers['x-total-count']).toBe('4');
      seen.push(
        ...body.map((row) => [row['name'], row['location_code'], row['on_hand'], row['stock_value']]),
      );
      next = /<([^>]+)>/.exec(headers['link'] ?? '')?.[1];
    }
    expect(seen.sort()).toEqual([
      ['=Dust', 'MAIN', 3, 6],
      ['Coffee', 'MAIN', 10, 68],
      ['Tea', 'AKL', 5, 12.5],
      ['Tea', 'MAIN', 3, 3],
    ]);
  });

  it('finds what is low, shows products never stocked, and hides costs', async () => {
    await admin.post('/v1/products', { sku: 'NEW-1', name: 'New', price: 1, min_stock_level: 2 }).expect(201);
    const { body } = await (
      await t.as('cashier')
    )
      .get('/v1/reports/inventory/stock-levels?low_stock=true')
      .expect(200);
    expect(body).toEqual([
      expect.objectContaining({ sku: 'NEW-1', on_hand: 0, is_low: true, location_id: null }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/cost|stock_value/);
    const { errors } = await problem('inventory/stock-levels?low_stock=maybe&limit=0&sort=colour');
    expect(errors.map((error) => error.field).sort()).toEqual(['limit', 'low_stock']);
  });
});

describe('?format=csv', () => {
  const csv = async (
    path: string,
  ): Promise<{ headers: Record<string, string>; rows: Record<string, string>[] }> => {
    const answer = await admin
      .get(`/v1/reports/${path}`)
      .expect(200)
      .expect('content-type', 'text/csv; charset=utf-8');
    return { headers: answer.headers, rows: parse(answer.text, { columns: true }) };
  };

  it('says the same as JSON, as a file', async () => {
    const { headers, rows } = await csv(`sales?${SPRING}&location_id=${books.main}&format=csv`);
    expect(headers['content-disposition']).toBe('attachment; filename="sales-2025-03-01-2025-04-30.csv"');
    const json = await report(`sales?${SPRING}&location_id=${books.main}`);
    expect(rows.map((row) => [row['period'], Number(row['total_amount'])])).toEqual(
      json.rows.map((row) => [row['period'], row['total_amount']]),
    );
  });

  it.each([
    ['sales/daily?date=2025-03-10', 'period'],
    [`sales/period?${SPRING}`, 'period'],
    [`payments?${SPRING}`, 'payment_method'],
    [`taxes?${SPRING}`, 'tax_code'],
    [`financial/profit-loss?${SPRING}`, 'profit'],
    [`products?${SPRING}`, 'list'],
    ['inventory/stock-levels?sort=sku', 'sku'],
  ])('%s', async (path, column) => {
    const { rows } = await csv(`${path}&format=csv`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]![column]).toBeTruthy();
  });

  it('holds no formula that a spreadsheet would run', async () => {
    const { rows } = await csv('inventory/stock-levels?format=csv');
    expect(rows.map((row) => row['name'])).toContain("'=Dust");
  });
});

it('reads only: a report that tried to write would be refused', async () => {
  const { readOnly } = await import('../../../src/reporting/read-only.js');
  const write = readOnly(t.dataSource, (tx) => tx.query(`CREATE TABLE scribble ()`));
  await expect(write).rejects.toThrow('read-only transaction');
});

it('needs a signed-in caller with reports:read', async () => {
  await t.http.get('/v1/reports/sales').expect(401);
  await admin
    .post('/v1/roles', { name: 'stacker', description: 'Shelves', permissions: ['catalog:read'] })
    .expect(201);
  const stacker = await t.as('stacker');
  for (const path of [
    'sales',
    'sales/daily',
    'payments',
    'taxes',
    'products',
    'inventory/stock-levels',
    'financial/profit-loss',
  ]) {
    await stacker.get(`/v1/reports/${path}`).expect(403);
  }
});
