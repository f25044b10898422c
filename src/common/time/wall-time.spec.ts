import { wallTime } from './wall-time.js';

it.each([
  ['2026-11-20T23:30:00Z', 'UTC', '2026-11-20T23:30:00'],
  ['2026-11-20T23:30:59.999Z', 'Europe/Berlin', '2026-11-21T00:30:59'],
  ['2026-11-20T00:00:00Z', 'America/New_York', '2026-11-19T19:00:00'],
  ['2026-01-01T00:00:00Z', 'Asia/Kolkata', '2026-01-01T05:30:00'],
  // The hour that Berlin repeats in autumn, and the one that it skips in spring.
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30:00'],
  ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29T01:59:59'],
  ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00'],
])('%s in %s is %s', (at, zone, expected) => {
  expect(wallTime(new Date(at), zone)).toBe(expected);
});
