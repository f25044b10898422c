import fc from 'fast-check';
import { isRunningOut, nextInYear, numberOf } from './number-format.js';

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

it.each([
  ['PO-{year}-', 'PO-2026-0007'],
  ['{yy}/', '26/0007'],
  ['X-', 'X-0007'],
])('writes the year into %s', (prefix, expected) => {
  expect(numberOf({ prefix, digits: 4, year: 2026 }, 7)).toBe(expected);
});

it.each([
  [{ last_number: 5, max_number: 5, reset_yearly: false, year: null }, null],
  [
    { last_number: 5, max_number: 6, reset_yearly: false, year: null },
    { sequence: 6, year: null },
  ],
  [
    { last_number: 5, max_number: 5, reset_yearly: true, year: 2025 },
    { sequence: 1, year: 2026 },
  ],
  [{ last_number: 5, max_number: 5, reset_yearly: true, year: 2026 }, null],
  [
    { last_number: 5, max_number: null, reset_yearly: true, year: 2027 },
    { sequence: 6, year: 2027 },
  ],
  [
    { last_number: 0, max_number: null, reset_yearly: true, year: null },
    { sequence: 1, year: 2026 },
  ],
])('in 2026, %j goes on with %j', (series, expected) => {
  expect(nextInYear(series, 2026)).toEqual(expected);
});

it.each([
  [89, 100, false],
  [90, 100, true],
  [9, 10, true],
  [5, null, false],
])('%p of %p is running out: %p', (last, max, expected) => {
  expect(isRunningOut(last, max)).toBe(expected);
});
