import fc from 'fast-check';
import { readCell, writeCell } from './cells.js';

describe('cells of a product file', () => {
  it.each([
    ['price', '12.5', 12.5],
    ['price', '', undefined],
    ['cost_price', '\\N', null],
    ['is_weighed', 'Yes', true],
    ['is_weighed', '0', false],
    ['barcodes', ' 4006381333931  96385074', ['4006381333931', '96385074']],
    ['attributes', '{"colour":"blue"}', { colour: 'blue' }],
    ['name', " '=sum ", '=sum'],
  ] as const)('%s reads %j', (column, text, value) => expect(readCell(column, text)).toEqual(value));

  it.each([
    ['price', '1,234.50', 'NOT_A_NUMBER'],
    ['price', '1e5', 'NOT_A_NUMBER'],
    ['is_stocked', 'perhaps', 'NOT_A_BOOLEAN'],
    ['attributes', '{colour}', 'NOT_JSON'],
  ] as const)('%s refuses %j', (column, text, code) =>
    expect(readCell(column, text)).toMatchObject({ bad: { code } }),
  );

  it('reads back every name that it wrote, formulas and apostrophes included', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && text !== '\\N');
    fc.assert(fc.property(name, (text) => expect(readCell('name', writeCell('name', text))).toBe(text)));
  });
});
