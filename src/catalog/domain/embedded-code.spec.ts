import fc from 'fast-check';
import { checkDigitOf } from './check-digit.js';
import { readEmbeddedCode } from './embedded-code.js';

function label(prefix: string, plu: number, value: number): string {
  const body = prefix + String(plu).padStart(5, '0') + String(value).padStart(5, '0');
  return body + checkDigitOf(body);
}

describe('a scale label', () => {
  it('carries the PLU and the grams that were printed on it', () => {
    const five = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(five, five, (plu, grams) => {
        const read = readEmbeddedCode(label('28', plu, grams));
        expect(read).toMatchObject({ meaning: 'weight', plu: String(plu) });
        expect(read?.value.toNumber()).toBe(grams);
      }),
    );
  });

  it('carries a price in minor units after 29', () => {
    expect(readEmbeddedCode(label('29', 4011, 599))?.value.toFixed()).toBe('5.99');
  });

  it('is not read when the check digit is wrong, the value or PLU is zero, or the prefix means nothing', () => {
    const good = label('28', 4011, 512);
    const misread = good.slice(0, 12) + String((Number(good[12]) + 1) % 10);
    for (const code of [misread, label('28', 4011, 0), label('28', 0, 512), label('27', 4011, 512), '28']) {
      expect(readEmbeddedCode(code)).toBeUndefined();
    }
  });

  it('means what the shop configures', () => {
    const code = label('21', 77, 1250);
    expect(readEmbeddedCode(code, { '21': { meaning: 'price', decimals: 0 } })?.value.toNumber()).toBe(1250);
  });
});
