import fc from 'fast-check';
import { Decimal, sum } from '../../common/money/decimal.js';
import { missingByState } from './missing-goods.js';

const d = (value: number): Decimal => new Decimal(value);

function missing(quantity: number, sellable: number, damaged: number, held: number): string[] {
  const present = { sellable: d(sellable), damaged: d(damaged), quality_hold: d(held) };
  return missingByState(d(quantity), present).map((part) => `${part.state} ${part.quantity.toFixed()}`);
}

it('takes sellable goods first, then damaged ones, then those that are held', () => {
  expect(missing(3, 5, 2, 1)).toEqual(['sellable 3']);
  expect(missing(6, 5, 2, 1)).toEqual(['sellable 5', 'damaged 1']);
  expect(missing(8, 5, 2, 1)).toEqual(['sellable 5', 'damaged 2', 'quality_hold 1']);
  expect(missing(2, 0, 5, 0)).toEqual(['damaged 2']);
});

it('leaves what is not there at all to the ledger', () => {
  expect(missing(9, 5, 2, 1)).toEqual(['sellable 6', 'damaged 2', 'quality_hold 1']);
  expect(missing(2, -3, 0, 0)).toEqual(['sellable 2']);
});

it('never makes it more or less', () => {
  const quantity = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      quantity,
      quantity,
      quantity,
      (lost, sellable, damaged, held) => {
        const present = { sellable: d(sellable), damaged: d(damaged), quality_hold: d(held) };
        const parts = missingByState(d(lost), present);
        expect(sum(parts.map((part) => part.quantity)).toNumber()).toBe(lost);
      },
    ),
  );
});
