import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvOf } from './csv.js';

describe('csvOf', () => {
  it('writes a header even without rows', () => {
    expect(csvOf({ columns: ['period', 'total_amount'], rows: [] })).toBe('period,total_amount\r\n');
  });

  it('quotes commas, quotes and line breaks, and leaves empty what is null or missing', () => {
    const rows = [{ name: 'Nuts, "salted"\n500 g', price: -1.5, note: null }];
    expect(csvOf({ columns: ['name', 'price', 'note', 'more'], rows })).toBe(
      'name,price,note,more\r\n"Nuts, ""salted""\n500 g",-1.5,,\r\n',
    );
  });

  it('keeps a product called =cmd() from running in a spreadsheet', () => {
    expect(csvOf({ columns: ['name'], rows: [{ name: '=cmd()' }, { name: '@x' }] })).toBe(
      "name\r\n'=cmd()\r\n'@x\r\n",
    );
  });

  it('is read back by any CSV reader', () => {
    const name = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.record({ name, amount: fc.integer() }), { minLength: 1 }), (rows) => {
        const back: unknown = parse(csvOf({ columns: ['name', 'amount'], rows }), { columns: true });
        expect(back).toEqual(rows.map((row) => ({ name: row.name, amount: String(row.amount) })));
      }),
    );
  });
});
