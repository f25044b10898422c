import { Client } from 'pg';
import { newId } from '../../../src/common/database/new-id.js';
import { query } from '../../../src/common/database/statement.js';
import { Decimal } from '../../../src/common/money/decimal.js';
import { addProduct } from '../../support/builders/goods.js';
import { openQuotes, type Quotes } from './quote-harness.js';

interface Terms {
  value?: string;
  type?: string;
  is_active?: boolean;
  start_date?: string;
  end_date?: string;
  products?: string[];
}

describe('PriceQuotes', () => {
  let quotes: Quotes;

  beforeAll(async () => {
    quotes = await openQuotes();
  });

  afterAll(() => quotes?.close());

  async function addDiscount(terms: Terms = {}): Promise<string> {
    const id = newId();
    const { type = 'percentage', value = '10', is_active = true, start_date = null, end_date = null } = terms;
    const text = `
      INSERT INTO discounts (id, name, type, value, is_active, start_date, end_date)
      VALUES ($1, 'A discount', $2, $3, $4, $5, $6)`;
    await query(quotes.db, text, [id, type, value, is_active, start_date, end_date]);
    const products = `INSERT INTO discount_products SELECT $1, unnest($2::uuid[])`;
    await query(quotes.db, products, [id, terms.products ?? []]);
    return id;
  }

  it('finds the discounts that point to or name a product, and the one of the cart', async () => {
    const own = await addDiscount({ value: '5' });
    const product = await addProduct(quotes.db, { sku: 'P1', price: '10.00', discount_id: own });
    const naming = await addDiscount({ value: '20', products: [product] });
    const cart = await addDiscount({ type: 'fixed_amount', value: '1' });
    await addDiscount({ value: '90' });

    const quote = await quotes.quote([{ product_id: product }], { discount_id: cart });
    expect(quote.lines[0]).toMatchObject({ discount_id: naming });
    expect(quote.lines[0]!.trace.map(({ source_id }) => source_id)).toEqual([
      undefined,
      naming,
      own,
      cart,
      undefined,
    ]);
    expect(quote.total_amount.toFixed(2)).toBe('7.00');
  });

  it('explains what ended or begins within a month, and leaves out what is long over', async () => {
    const product = await addProduct(quotes.db, { sku: 'P2', price: '10.00' });
    const products = [product];
    const ended = await addDiscount({ products, end_date: '2026-11-19' });
    const coming = await addDiscount({ products, start_date: '2026-12-20' });
    const off = await addDiscount({ products, is_active: false });
    await addDiscount({ products, end_date: '2026-10-01' });
    await addDiscount({ products, start_date: '2027-01-01' });

    const quote = await quotes.quote([{ product_id: product }]);
    const rejected = quote.lines[0]!.trace.filter(({ rule }) => rule === 'product_discount');
    expect(new Map(rejected.map(({ source_id, reason }) => [source_id, reason]))).toEqual(
      new Map([
        [ended, 'ended on 2026-11-19'],
        [coming, 'starts on 2026-12-20'],
        [off, 'switched off'],
      ]),
    );
  });

  it("holds the window against the day at the shop, not the server's", async () => {
    const cart = await addDiscount({ start_date: '2026-11-21', end_date: '2026-11-21' });
    const product_id = await addProduct(quotes.db, { sku: 'P5', price: '10.00' });
    const at = async (time_zone: string): Promise<unknown> => {
      const { place, ...rest } = await quotes.request([{ product_id }], { discount_id: cart });
      return (await quotes.run({ ...rest, place: { ...place, time_zone } })).quote;
    };
    await expect(at('Pacific/Auckland')).resolves.toMatchObject({ discount_id: cart }); // 01:00 on the 21st
    await expect(at('UTC')).rejects.toMatchObject({ code: 'DISCOUNT_INACTIVE' });
  });

  it('refuses an unknown discount and names every wrong line with it', async () => {
    const product_id = await addProduct(quotes.db, { sku: 'P6', price: '1.00' });
    const line = { product_id, discount_amount: new Decimal('1.01') };
    await expect(quotes.quote([line, line], { discount_id: newId() })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [
        { field: 'items.0.discount_amount', code: 'DISCOUNT_EXCEEDS_LINE' },
        { field: 'items.1.discount_amount', code: 'DISCOUNT_EXCEEDS_LINE' },
        { field: 'discount_id', code: 'DISCOUNT_NOT_FOUND' },
      ],
    });
  });

  it('runs one statement for one line and for five hundred', async () => {
    const spy = jest.spyOn(Client.prototype, 'query');
    const products = await Promise.all(
      Array.from({ length: 25 }, (_, at) => addProduct(quotes.db, { sku: `M${at}`, price: '1.00' })),
    );
    const counted = async (lines: number): Promise<number> => {
      const asked = Array.from({ length: lines }, (_, at) => ({ product_id: products[at % 25] }));
      const prepared = await quotes.request(asked, {});
      spy.mockClear();
      await quotes.run(prepared);
      return spy.mock.calls.length;
    };
    expect([await counted(1), await counted(500)]).toEqual([1, 1]);
    spy.mockRestore();
  });

  describe('the table itself', () => {
    it.each([
      ['ck_discounts_value', { value: '100.0001' }],
      ['ck_discounts_value', { value: '0' }],
      ['ck_discounts_value', { value: '-1', type: 'fixed_amount' }],
      ['ck_discounts_type', { type: 'gift' }],
      ['ck_discounts_window', { start_date: '2026-11-21', end_date: '2026-11-20' }],
    ])('refuses by %s %j', async (constraint, terms) => {
      await expect(addDiscount(terms)).rejects.toMatchObject({ constraint });
    });

    it('lets go of a deleted discount and of a deleted product', async () => {
      const discount = await addDiscount();
      const product = await addProduct(quotes.db, { sku: 'P3', price: '1.00', discount_id: discount });
      await query(quotes.db, `INSERT INTO discount_products VALUES ($1, $2)`, [discount, product]);
      const other = await addProduct(quotes.db, { sku: 'P4', price: '1.00' });
      await query(quotes.db, `INSERT INTO discount_products VALUES ($1, $2)`, [discount, other]);

      await query(quotes.db, `DELETE FROM products WHERE id = $1`, [other]);
      expect(
        await query(quotes.db, `SELECT product_id FROM discount_products WHERE discount_id = $1`, [discount]),
      ).toEqual([{ product_id: product }]);
      await query(quotes.db, `DELETE FROM discounts WHERE id = $1`, [discount]);
      expect(await query(quotes.db, `SELECT discount_id FROM products WHERE id = $1`, [product])).toEqual([
        { discount_id: null },
      ]);
      expect(
        await query(quotes.db, `SELECT FROM discount_products WHERE product_id = $1`, [product]),
      ).toEqual([]);
    });
  });
});
