import fc from 'fast-check';
import { decimal } from '../../../test/support/builders/arbitrary-figures.js';
import { Decimal, sum } from '../../common/money/decimal.js';
import { ALLOCATIONS, allocate, canAllocate, type Allocation, type LandedLine } from './landed-costs.js';

function line(base_quantity: number, net_amount: number, weight_kg: number): LandedLine {
  const [quantity, net, weight] = [base_quantity, net_amount, weight_kg].map((each) => new Decimal(each));
  return { line_id: 'l', base_quantity: quantity!, net_amount: net!, weight_kg: weight! };
}

// 60 pieces for 35.00 that weigh 12 kg, 20 for 100.00 of 30 kg, 10 for 15.00 of 3 kg: 90 pieces, 150.00, 45 kg.
const LINES = [line(60, 35, 12), line(20, 100, 30), line(10, 15, 3)];

it.each<[Allocation, string]>([
  // 10.00 × 60/90 = 6.666…, 2.222…, 1.111…: the odd cent goes to the largest remainder.
  ['quantity', '6.67 2.22 1.11'],
  // × 35/150 = 2.333…, 6.666…, 1.00
  ['value', '2.33 6.67 1.00'],
  // × 12/45 = 2.666…, 6.666…, 0.666…: one remainder too many, the last line gets none.
  ['weight', '2.67 6.67 0.66'],
])('allocates 10.00 by %s: %s', (allocation, expected) => {
  const shares = allocate({ amount: new Decimal(10), allocation }, LINES, 2);
  expect(shares.map((share) => share.toFixed(2)).join(' ')).toBe(expected);
});

it('cannot measure by a weight that nobody knows, nor by the value of gifts', () => {
  expect(canAllocate('weight', [line(60, 35, 0), line(1, 1, 0)])).toBe(false);
  expect(canAllocate('value', [line(60, 0, 1)])).toBe(false);
  expect(canAllocate('quantity', [])).toBe(false);
  expect(ALLOCATIONS.every((allocation) => canAllocate(allocation, LINES))).toBe(true);
});

it('never loses a cent', () => {
  const arbitraryLine = fc
    .tuple(decimal(1000, 3, 0.001), decimal(5000, 2), decimal(100, 3))
    .map(([quantity, net, weight]) => line(quantity.toNumber(), net.toNumber(), weight.toNumber()));
  fc.assert(
    fc.property(
      fc.array(arbitraryLine, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(...ALLOCATIONS),
      decimal(900, 2, 0.01),
      (lines, allocation, amount) => {
        fc.pre(canAllocate(allocation, lines));
        const shares = allocate({ amount, allocation }, lines, 2);
        expect(sum(shares).toFixed()).toBe(amount.toFixed());
        expect(shares.every((share) => share.gte(0) && share.decimalPlaces() <= 2)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
