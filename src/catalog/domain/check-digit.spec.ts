import fc from 'fast-check';
import { checkDigitOf, hasCheckDigit } from './check-digit.js';

const digits = fc.stringMatching(/^\d{7,13}$/);

describe('the GS1 check digit', () => {
  it.each(['4006381333931', '73513537', '012345678905', '10614141000415'])(
    'accepts the published number %s',
    (code) => {
      expect(hasCheckDigit(code)).toBe(true);
    },
  );

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const code = body + checkDigitOf(body);
        const index = at % code.length;
        const wrong = String((Number(code[index]) + by) % 10);
        expect(hasCheckDigit(code.slice(0, index) + wrong + code.slice(index + 1))).toBe(false);
      }),
    );
  });

  it('does not depend on leading zeros, so shorter numbers can be padded', () => {
    fc.assert(fc.property(digits, (body) => expect(checkDigitOf(`00${body}`)).toBe(checkDigitOf(body))));
  });
});
