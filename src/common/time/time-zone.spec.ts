import { isTimeZone } from './business-date.js';

it.each(['UTC', 'Europe/London', 'America/Argentina/Buenos_Aires', 'Etc/GMT+2'])('takes %s', (zone) => {
  expect(isTimeZone(zone)).toBe(true);
});

it.each(['BST', '+02:00', 'EST', 'Mars/Olympus', '', 'utc/'])(
  'refuses %j, which PostgreSQL reads differently or not at all',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  },
);
