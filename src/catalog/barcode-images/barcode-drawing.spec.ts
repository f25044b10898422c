import fc from 'fast-check';
import { readBarcode } from '../domain/barcode.js';
import { checkDigitOf } from '../domain/check-digit.js';
import { printedBarcode } from '../domain/printed-code.js';
import { drawBarcode, drawingTag } from './barcode-drawing.js';

const STYLE = { scale: 1, height: 5, text: true };

function digits(length: number): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 })
    .map((all) => all.join(''))
    .map((body) => `${body}${checkDigitOf(body)}`);
}

describe('drawing a barcode', () => {
  it('works for everything that the catalogue takes for one', async () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 48,
    });
    const codes = fc.oneof(digits(8), digits(12), digits(13), digits(14), visible);
    await fc.assert(
      fc.asyncProperty(codes, async (code) => {
        const svg = await drawBarcode(printedBarcode(readBarcode(code)), STYLE, 'svg');
        expect(svg.toString()).toMatch(/^<svg viewBox="0 0 \d+ \d+"[\s\S]*<\/svg>\s*$/);
      }),
      { numRuns: 300 },
    );
  });

  it('holds no text of its own, so that no code can smuggle in markup', async () => {
    const code = printedBarcode(readBarcode('"/><script>alert(1)</script>'));
    expect((await drawBarcode(code, STYLE, 'svg')).toString()).not.toContain('script');
  });

  it('has another tag as soon as anything differs', () => {
    const code = { symbology: 'code128', text: 'A' } as const;
    const tags = [
      drawingTag(code, STYLE, 'svg'),
      drawingTag(code, STYLE, 'png'),
      drawingTag({ ...code, text: 'B' }, STYLE, 'svg'),
      drawingTag({ ...code, symbology: 'ean8' }, STYLE, 'svg'),
      drawingTag(code, { ...STYLE, scale: 2 }, 'svg'),
      drawingTag(code, { ...STYLE, height: 6 }, 'svg'),
      drawingTag(code, { ...STYLE, text: false }, 'svg'),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(drawingTag({ ...code }, { ...STYLE }, 'svg')).toBe(tags[0]);
  });
});
