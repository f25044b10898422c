import fc from 'fast-check';
import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { SaleItemComponent } from '../entities/sale-item-component.entity.js';
import { stockBack, stockTaken } from './stock-lines.js';

const d = (value: number | string): Decimal => new Decimal(value);

function aPart(id: string, quantity: Decimal, is_stocked = true): SaleItemComponent {
  return {
    id,
    sale_item_id: 'line',
    part_number: 1,
    product_id: `product of ${id}`,
    sku: id,
    name: id,
    quantity,
    is_stocked,
  };
}

function aLine(
  quantity: Decimal,
  changes: { unit_factor?: Decimal; is_stocked?: boolean; components?: SaleItemComponent[] } = {},
) {
  return {
    id: 'line',
    product_id: 'own',
    is_stocked: true,
    unit_factor: d(1),
    components: [],
    ...changes,
    quantity,
  };
}

const texts = (lines: { quantity: Decimal; line_id?: string; source_line_id?: string }[]): string[] =>
  lines.map((line) => `${line.line_id ?? line.source_line_id} ${line.quantity.toFixed()}`);

describe('what a line moves', () => {
  it('counts a pack by what it holds', () => {
    expect(texts(stockTaken(aLine(d(3), { unit_factor: d(12) })))).toEqual(['line 36']);
    expect(texts(stockBack(aLine(d(3), { unit_factor: d(12) }), d(1), d('0.5')))).toEqual(['line 6']);
  });

  it('is, of a bundle, its stocked components alone', () => {
    const components = [aPart('tea', d(4)), aPart('cup', d(2)), aPart('wrapping', d(2), false)];
    const bundle = aLine(d(2), { is_stocked: false, components });
    expect(texts(stockTaken(bundle))).toEqual(['tea 4', 'cup 2']);
    expect(texts(stockBack(bundle, ZERO, d(1)))).toEqual(['tea 2', 'cup 1']);
    expect(texts(stockTaken(aLine(d(1), { is_stocked: false })))).toEqual([]);
  });

  it('law: comes back exactly, however the return is split', () => {
    const split = fc.record({
      parts: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 }),
      thousandths: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(split, ({ parts, thousandths }) => {
        const sold = d(parts.reduce((total, part) => total + part, 0));
        const taken = d(thousandths).div(1000);
        const bundle = aLine(sold, { is_stocked: false, components: [aPart('part', taken)] });
        let before = ZERO;
        let back = ZERO;
        for (const part of parts) {
          for (const each of stockBack(bundle, before, d(part))) {
            expect(each.quantity.gt(0) && each.quantity.decimalPlaces() <= 3).toBe(true);
            back = back.plus(each.quantity);
          }
          before = before.plus(part);
        }
        expect(back.toFixed()).toBe(taken.toFixed());
      }),
    );
  });
});
