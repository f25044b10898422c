import { productProblems } from './product-rules.js';

const pc = { code: 'pc', kind: 'piece', decimal_places: 0 };
const kg = { code: 'kg', kind: 'weight', decimal_places: 3 };

describe('rules between the fields of a product', () => {
  it('names every broken one', () => {
    const facts = {
      unit: pc,
      is_weighed: true,
      is_stocked: false,
      min_stock_level: 1.5,
      stock_quantity: 2.5,
    };
    expect(productProblems(facts).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'min_stock_level FRACTIONAL_QUANTITY',
      'stock_quantity FRACTIONAL_QUANTITY',
      'unit UNIT_NOT_WEIGHABLE',
      'stock_quantity NOT_STOCKED',
    ]);
  });

  it('lets kilograms have grams', () => {
    const facts = {
      unit: kg,
      is_weighed: true,
      is_stocked: true,
      min_stock_level: 0.25,
      stock_quantity: 12.345,
    };
    expect(productProblems(facts)).toEqual([]);
  });
});
