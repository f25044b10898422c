import { isDictionaryCode } from './dictionary-code.js';

it.each(['A', 'DRY-FOOD_2', '0815', 'X'.repeat(20)])('%s is a code', (code) => {
  expect(isDictionaryCode(code)).toBe(true);
});

it.each(['', 'a', 'A B', 'É', 'X'.repeat(21), 'NULL', 'NONE', 'DEFAULT', 'SYSTEM', 'ADMIN', 'TEST'])(
  '%s is none',
  (code) => {
    expect(isDictionaryCode(code)).toBe(false);
  },
);
