import { Decimal } from '../../common/money/decimal.js';
import { ageBucket, ageing, daysOverdue } from './ageing.js';
import { addDays, daysBetween } from './due-date.js';

it('counts calendar days, over leap days and the ends of years', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-12-31', 30)).toBe('2027-01-30');
  expect(addDays('2026-11-20', 0)).toBe('2026-11-20');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-03-29', '2026-03-30')).toBe(1);
});

it('is overdue from the day after it was due', () => {
  expect(daysOverdue('2026-11-20', '2026-11-19')).toBe(0);
  expect(daysOverdue('2026-11-20', '2026-11-20')).toBe(0);
  expect(daysOverdue('2026-11-20', '2026-11-21')).toBe(1);
});

it.each([
  [0, 'current'],
  [1, 'days_1_30'],
  [30, 'days_1_30'],
  [31, 'days_31_60'],
  [60, 'days_31_60'],
  [61, 'days_61_90'],
  [90, 'days_61_90'],
  [91, 'days_over_90'],
])('puts %i days into %s', (days, bucket) => {
  expect(ageBucket(days)).toBe(bucket);
});

it('sums by age', () => {
  const item = (due_date: string, amount: number) => ({ due_date, open_amount: new Decimal(amount) });
  const items = [item('2026-12-01', 5), item('2026-11-19', 1), item('2026-11-01', 2), item('2026-01-01', 4)];
  expect(
    Object.fromEntries(
      Object.entries(ageing(items, '2026-11-20')).map(([key, value]) => [key, value.toNumber()]),
    ),
  ).toEqual({ current: 5, days_1_30: 3, days_31_60: 0, days_61_90: 0, days_over_90: 4 });
});
