import { DEFAULT_LOCATION_ID } from '../../../src/locations/default-ids.js';
import { expectNoDrift, type TestProduct } from '../../support/shop.js';
import { startTestApp, type Client, type TestApp } from '../../support/test-app.js';
import { aProduct, giveBack, sell, type Sale } from './till.js';

interface TaxRow {
  tax_code: string | null;
  tax_name: string | null;
  tax_treatment: string;
  tax_rate: number;
  sales_tax_amount: number;
  returns_tax_amount: number;
  net_amount: number;
  tax_amount: number;
}

const GST = { code: 'GST', name: 'Goods and services tax', rate: 5 };
const QST = { code: 'QST', name: 'Quebec sales tax', rate: 9.975, is_compound: true };

describe('taxes of a sale, component by component', () => {
  let t: TestApp;
  let admin: Client;
  let group: string;
  let lamp: TestProduct;

  beforeAll(async () => {
    t = await startTestApp();
    admin = await t.as('admin');
    const made = await admin
      .post('/v1/tax-groups', { code: 'QC', name: 'Quebec', components: [GST, QST] })
      .expect(201);
    group = (made.body as { id: string }).id;
    lamp = await aProduct(admin, { price: 33.33, tax_group_id: group, stock_quantity: 1000 });
  });
  afterEach(() => expectNoDrift(admin));
  afterAll(() => t.close());

  const place = (fields: object) => admin.patch(`/v1/locations/${DEFAULT_LOCATION_ID}`, fields).expect(200);
  const aCustomer = async (fields: object): Promise<string> => {
    const answer = await admin.post('/v1/customers', {
      name: 'Ann',
      contact_info: 'ann@shop.example',
      ...fields,
    });
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return (answer.body as { id: string }).id;
  };
  const report = async (): Promise<TaxRow[]> => {
    const day = new Date(Date.now()).toISOString().slice(0, 10);
    const { body } = await admin.get(`/v1/reports/taxes?start_date=${day}&end_date=${day}`).expect(200);
    return (body as { rows: TaxRow[] }).rows;
  };

  it('are charged, printed, given back and reported one by one', async () => {
    const sale = await sell(admin, [{ product_id: lamp.id, quantity: 3 }, { product_id: lamp.id }]);
    // 99.99: GST 5.00 (4.9995), QST on 104.9895: 10.47; 33.33: GST 1.67 (1.6665), QST on 34.9965: 3.49.
    expect(sale).toMatchObject({ subtotal: 133.32, tax_amount: 20.63, total_amount: 153.95 });
    expect(
      sale.items.map(({ taxes }) => taxes.map(({ code, rate, amount }) => [code, rate, amount])),
    ).toEqual([
      [
        ['GST', 5, 5],
        ['QST', 9.975, 10.47],
      ],
      [
        ['GST', 5, 1.67],
        ['QST', 9.975, 3.49],
      ],
    ]);
    const receipt = await admin.get(`/v1/sales/${sale.id}/receipt`).expect(200);
    expect(receipt.body).toMatchObject({
      body: {
        lines: [
          {
            taxes: [
              { code: 'GST', tax: '5.00' },
              { code: 'QST', tax: '10.47' },
            ],
          },
          {},
        ],
        taxes: [
          { code: 'GST', rate: '5', net: '133.32', tax: '6.67', treatment: 'standard' },
          { code: 'QST', rate: '9.975', net: '133.32', tax: '13.96', treatment: 'standard' },
        ],
        notes: [],
      },
    });
    const text = (await admin.get(`/v1/sales/${sale.id}/receipt.txt`)).text;
    expect(text).toMatch(/Tax Goods and services tax 5 %.*6\.67/);
    expect(text).toMatch(/13\.96/);

    const parts: { code: string; amount: number }[] = [];
    for (const quantities of [[1], [1, 1], [1]]) {
      const { body } = await giveBack(admin, sale, quantities).expect(201);
      parts.push(...(body as Sale).items.flatMap(({ taxes }) => taxes));
    }
    const back = (code: string): number =>
      Math.round(
        100 * parts.filter((part) => part.code === code).reduce((total, { amount }) => total + amount, 0),
      );
    expect([back('GST'), back('QST')]).toEqual([667, 1396]);
    expect(parts.every(({ amount }) => amount >= 0)).toBe(true);

    const rows = (await report()).filter(({ tax_code }) => tax_code === 'GST' || tax_code === 'QST');
    expect(rows).toMatchObject([
      {
        tax_code: 'QST',
        tax_name: QST.name,
        tax_rate: 9.975,
        sales_tax_amount: 13.96,
        returns_tax_amount: 13.96,
      },
      {
        tax_code: 'GST',
        tax_name: GST.name,
        tax_rate: 5,
        sales_tax_amount: 6.67,
        tax_amount: 0,
        net_amount: 0,
      },
    ]);
  });

  it('are none for an exempt customer, and the receipt says why', async () => {
    const customer_id = await aCustomer({ tax_treatment: 'exempt', exemption_number: 'EX-1' });
    const sale = await sell(admin, [{ product_id: lamp.id }], { customer_id });
    expect(sale).toMatchObject({
      total_amount: 33.33,
      tax_amount: 0,
      items: [{ taxes: [], tax_treatment: 'exempt' }],
    });
    const { body } = await admin.get(`/v1/sales/${sale.id}/receipt`).expect(200);
    expect(body).toMatchObject({
      body: { notes: ['Exempt from tax.'], taxes: [{ treatment: 'exempt', net: '33.33', tax: '0.00' }] },
    });
    expect((await admin.get(`/v1/sales/${sale.id}/receipt.html`)).text).toContain('Exempt from tax.');
    expect(await report()).toContainEqual(
      expect.objectContaining({ tax_treatment: 'exempt', net_amount: 33.33, tax_amount: 0 }),
    );
  });

  it('are the customer’s own under reverse charge, and the receipt says so', async () => {
    const fields = { name: 'Goods', code: 'RC', components: [GST], is_reverse_charge: true };
    const made = await admin.post('/v1/tax-groups', fields).expect(201);
    const scrap = await aProduct(admin, { price: 200, tax_group_id: (made.body as { id: string }).id });
    const customer_id = await aCustomer({ type: 'company', vat_number: 'DE136695976' });
    const sale = await sell(admin, [{ product_id: scrap.id }, { product_id: lamp.id }], { customer_id });
    expect(sale.items.map(({ tax_treatment, tax_amount }) => [tax_treatment, tax_amount])).toEqual([
      ['reverse_charge', 0],
      ['standard', 5.16],
    ]);
    const { text } = await admin.get(`/v1/sales/${sale.id}/receipt.txt`).expect(200);
    expect(text).toContain('Reverse charge: the customer owes the tax.');
    const anonymous = await sell(admin, [{ product_id: scrap.id }]);
    expect(anonymous).toMatchObject({ tax_amount: 10, items: [{ tax_treatment: 'standard' }] });
    await admin.post(`/v1/sales/${sale.id}/void`, {}).expect(200);
    expect((await report()).find(({ tax_treatment }) => tax_treatment === 'reverse_charge')).toMatchObject({
      net_amount: 0,
      tax_amount: 0,
    });
  });

  it('stay what they were when the rates change', async () => {
    const sale = await sell(admin, [{ product_id: lamp.id, quantity: 2 }]);
    await admin.patch(`/v1/tax-groups/${group}`, { components: [{ ...GST, rate: 15 }] }).expect(200);
    const { body } = await giveBack(admin, sale, [2]).expect(201);
    expect(body).toMatchObject({
      tax_amount: sale.tax_amount,
      items: [
        {
          taxes: [
            { code: 'GST', rate: 5 },
            { code: 'QST', rate: 9.975 },
          ],
        },
      ],
    });
    await admin.patch(`/v1/tax-groups/${group}`, { components: [GST, QST] }).expect(200);
  });

  it('leave cash rounding a line of its own', async () => {
    await place({ cash_rounding: 0.05 });
    const pin = await aProduct(admin, { price: 1.98 });
    const body = { items: [{ product_id: pin.id }], payments: [{ payment_method: 'cash', amount: 2 }] };
    const sale = (await admin.post('/v1/sales', body).expect(201)).body as Sale;
    expect(sale).toMatchObject({
      status: 'completed',
      total_amount: 1.98,
      rounding_amount: 0.02,
      paid_amount: 2,
    });
    const { body: receipt } = await admin.get(`/v1/sales/${sale.id}/receipt`).expect(200);
    expect(receipt).toMatchObject({ body: { total: '1.98', rounding: '0.02', payable: '2.00' } });
    const { text } = await admin.get(`/v1/sales/${sale.id}/receipt.txt`).expect(200);
    expect(text.replaceAll(/ +/g, ' ')).toContain(
      'TOTAL USD 1.98\nCash rounding 0.02\nTO PAY USD 2.00\ncash 2.00',
    );
    await place({ cash_rounding: null });
  });
});
