import { randomCode, randomCodes } from './coupon-codes.js';

it('uses no character that is mistaken for another', () => {
  const seen = new Set(Array.from({ length: 500 }, () => randomCode(20)).join(''));
  expect([...seen].filter((character) => '01ILOUV'.includes(character))).toEqual([]);
  expect(seen.size).toBe(29);
});

it('makes as many different codes as are asked for', () => {
  const codes = randomCodes(1000, 'XMAS-', 8);
  expect(new Set(codes).size).toBe(1000);
  expect(codes.every((code) => /^XMAS-[2-9A-HJKMNP-TW-Z]{8}$/.test(code))).toBe(true);
});
