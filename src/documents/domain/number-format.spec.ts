import fc from 'fast-check';
import { numberOf } from './number-format.js';

it('fills the sequence with zeros and never cuts it', () => {
  expect(numberOf({ prefix: 'MAIN-POS1-', digits: 8 }, 42)).toBe('MAIN-POS1-00000042');
  expect(numberOf({ prefix: '', digits: 2 }, 12345)).toBe('12345');
});

it('gives different sequences different numbers, in their order', () => {
  const sequence = fc.integer({ min: 1, max: 99_999_999 });
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      const series = { prefix: 'R-', digits: 8 };
      expect(Math.sign(numberOf(series, a).localeCompare(numberOf(series, b)))).toBe(Math.sign(a - b));
    }),
  );
});
