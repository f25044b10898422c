import { isDay, isInstant } from './day-or-instant.js';

describe('isDay', () => {
  it.each(['2026-11-20', '2024-02-29', '0001-01-01'])('takes %s', (value) => expect(isDay(value)).toBe(true));

  it.each([
    '2026-02-29',
    '2026-13-01',
    '0000-01-01',
    '2026-1-1',
    '20261120',
    '2026-W47-5',
    '',
    20261120,
    null,
  ])('refuses %p', (value) => expect(isDay(value)).toBe(false));
});

describe('isInstant', () => {
  it.each(['2026-11-20T10:15:00Z', '2026-11-20T10:15Z', '2026-11-20T10:15:00.123456+05:30'])(
    'takes %s',
    (value) => expect(isInstant(value)).toBe(true),
  );

  it.each([
    '2026-11-20',
    '2026-11-20T10:15:00',
    '2026-02-30T10:15:00Z',
    '2026-11-20T25:00:00Z',
    '2026-11-20T10:15:00+99:00',
  ])('refuses %s', (value) => expect(isInstant(value)).toBe(false));
});
