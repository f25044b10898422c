import { Decimal } from '../../common/money/decimal.js';
import { asIssued, asNewest, type ReceiptBody, type ReceiptBodyV1 } from './receipt-body.js';
import { receiptHtml } from './receipt-html.js';
import { taxNotes, taxTotals, type TaxedLine } from './receipt-taxes.js';
import { receiptText } from './receipt-text.js';

const HEAD = {
  kind: 'sale' as const,
  number: 'MAIN-POS1-00000001',
  sequence: 1,
  sale_id: 'sale',
  return_id: null,
  reference: null,
  shop: { location: 'MAIN', register: 'POS1', name: 'Main store', address: null, tax_number: null },
  header: null,
  footer: null,
  currency: 'CHF',
  issued_at: '2026-11-20T09:30:00.000Z',
  occurred_at: '2026-11-20T09:30:00.000Z',
  business_date: '2026-11-20',
  time_zone: 'UTC',
  customer_id: null,
  cashier_id: 'cashier',
  subtotal: '10.00',
  tax: '0.78',
  total: '10.78',
  rounding: '0.02',
  tenders: [{ method: 'cash', amount: '10.80', reference: null }],
  change: '0.00',
};
const LINE = {
  line: 1,
  sku: 'TEA',
  name: 'Tea',
  quantity: '2',
  unit_price: '5.00',
  discount: '0.00',
  net: '10.00',
  tax_code: 'STD',
  tax_rate: '7.8',
  tax: '0.78',
  total: '10.78',
};
const OLD: ReceiptBodyV1 = {
  ...HEAD,
  version: 1,
  lines: [LINE],
  taxes: [{ code: 'STD', rate: '7.8', net: '10.00', tax: '0.78' }],
};
const NEW: ReceiptBody = {
  ...HEAD,
  version: 3,
  lines: [
    {
      ...LINE,
      unit: 'box',
      unit_factor: '12',
      tax_treatment: 'standard',
      taxes: [{ code: 'STD', name: 'VAT', rate: '7.8', tax: '0.78' }],
      parts: [{ sku: 'LEAF', name: 'Leaf tea', quantity: '24' }],
      lots: [],
    },
  ],
  taxes: [
    { code: 'STD', name: 'VAT', rate: '7.8', net: '10.00', tax: '0.78', treatment: 'standard' },
    { code: 'X', name: 'X', rate: '0', net: '4.00', tax: '0.00', treatment: 'exempt' },
  ],
  payable: '10.80',
  notes: ['Exempt from tax.'],
  points: { earned: 10, redeemed: 5, balance: 105 },
};

const rows = (text: string): string[] => text.split('\n').map((row) => row.replaceAll(/\s+/g, ' ').trim());

describe('a printed receipt', () => {
  it('shows units, parts, every tax, cash rounding after the total, and points', () => {
    expect(rows(receiptText(NEW, '0'.repeat(64)))).toEqual(
      expect.arrayContaining([
        '2 box x 5.00 10.78',
        '24 Leaf tea',
        'Tax VAT 7.8 % of 10.00 0.78',
        'Exempt from tax, of 4.00 0.00',
        'TOTAL CHF 10.78',
        'Cash rounding 0.02',
        'TO PAY CHF 10.80',
        'Points earned 10',
        'Points balance 105',
        'Exempt from tax.',
      ]),
    );
    const html = receiptHtml(NEW, '0'.repeat(64));
    for (const text of ['2 box', 'Tea (24 Leaf tea)', 'Cash rounding', 'Points balance', 'Exempt from tax.'])
      expect(html).toContain(text);
  });

  it('is laid out as before unless there are batches or serial numbers to show', () => {
    const { version: _version, ...body } = NEW;
    const [line] = body.lines;
    const { lots: _lots, ...plain } = line!;
    const issued = asIssued(body);
    expect(issued).toEqual({ ...NEW, version: 2, lines: [plain] });
    expect(asNewest(issued)).toEqual(NEW);

    const lots = [
      { sku: 'TEA', batch: 'L2411', expires: '2027-03-31', serial: null, quantity: '2' },
      { sku: 'TEA', batch: null, expires: null, serial: 'SN-1', quantity: '1' },
      { sku: 'TEA', batch: 'L2412', expires: null, serial: 'SN-2', quantity: '1' },
    ];
    const tracked = { ...body, lines: [{ ...line!, lots }] };
    expect(asIssued(tracked)).toEqual({ ...tracked, version: 3 });
    const text = rows(receiptText(asNewest(asIssued(tracked)), '0'.repeat(64)));
    expect(text).toEqual(expect.arrayContaining(['Serial no. SN-1', 'Serial no. SN-2, batch L2412']));
    expect(receiptHtml(asNewest(asIssued(tracked)), '0'.repeat(64))).toContain(
      'Tea (24 Leaf tea; 2 of batch L2411, best before 2027-03-31; Serial no. SN-1;',
    );
  });

  it('of the time before packs still prints, with what it was to be paid', () => {
    expect(asNewest(OLD)).toMatchObject({ version: 3, payable: '10.80', points: null });
    const text = rows(receiptText(asNewest(OLD), '0'.repeat(64)));
    expect(text).toEqual(expect.arrayContaining(['2 x 5.00 10.78', 'Tax STD 7.8 % of 10.00 0.78']));
    expect(text).toContain('TO PAY CHF 10.80');
  });
});

describe('taxes of a receipt', () => {
  const line = (changes: Partial<TaxedLine>): TaxedLine => ({
    tax_code: 'STD',
    tax_rate: new Decimal(0),
    net_amount: new Decimal(100),
    taxes: [],
    tax_treatment: 'standard',
    ...changes,
  });
  const tax = (code: string, rate: number, amount: number) => ({
    ...{ code, name: code, rate: new Decimal(rate), amount: new Decimal(amount) },
  });

  it('add up by component, and lines that bear none stand by themselves', () => {
    const both = [tax('GST', 5, 5), tax('PST', 7, 7)];
    const lines = [
      line({ taxes: both }),
      line({ taxes: [tax('GST', 5, 5)] }),
      line({ tax_treatment: 'exempt' }),
      line({ tax_treatment: 'reverse_charge' }),
    ];
    const totals = taxTotals(lines).map(({ code, rate, net, tax: amount, treatment }) =>
      [code, rate.toFixed(), net.toFixed(), amount.toFixed(), treatment].join(' '),
    );
    expect(totals).toEqual([
      'GST 5 200 10 standard',
      'PST 7 100 7 standard',
      'STD 0 100 0 exempt',
      'STD 0 100 0 reverse_charge',
    ]);
    expect(taxNotes(lines)).toEqual(['Exempt from tax.', 'Reverse charge: the customer owes the tax.']);
  });
});
