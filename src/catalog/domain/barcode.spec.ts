import { expandUpcE, hasValidCheckDigit, isPrintable, readBarcode } from './barcode.js';

describe('a barcode', () => {
  it.each([
    ['73513537', 'ean_8'],
    ['04252614', 'upc_e'],
    ['042100005264', 'upc_a'],
    ['4006381333931', 'ean_13'],
    ['10614141000415', 'gtin_14'],
    ['2804011005126', 'weight_embedded'],
    ['2904011005994', 'price_embedded'],
    ['1234567890', 'internal'],
    ['SHELF-7/b', 'internal'],
  ])('%s is recognised as %s', (code, kind) => {
    expect(readBarcode(code).kind).toBe(kind);
  });

  it('is one number as UPC-A, as its EAN-13 form and as its UPC-E abbreviation', () => {
    const forms = ['042100005264', '0042100005264', '00042100005264', '04252614'];
    expect(new Set(forms.map((code) => readBarcode(code).gtin))).toEqual(new Set(['00042100005264']));
  });

  it('keeps an internal code as it is, letter case included', () => {
    expect(readBarcode('aB-1').gtin).toBe('aB-1');
    expect(readBarcode('1234567890').gtin).toBe('1234567890');
  });

  it.each(['4006381333932', '73513538', '012345678906', '10614141000416'])(
    '%s has a wrong check digit',
    (code) => {
      expect(hasValidCheckDigit(code)).toBe(false);
    },
  );

  it.each(['1234567890', '12345', 'ABC12345', '123456789012345'])(
    '%s has no check digit to be wrong',
    (code) => {
      expect(hasValidCheckDigit(code)).toBe(true);
    },
  );

  // GS1 General Specifications 7.10: the last digit of a UPC-E says where the zeros were.
  it.each([
    ['01234505', '012000003455'],
    ['01234514', '012100003454'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
  ])('the UPC-E %s stands for %s', (short, long) => {
    expect(expandUpcE(short)).toBe(long);
  });

  it('holds visible ASCII only', () => {
    expect(['A B', '', 'é', 'x'.repeat(49), 'a\n'].filter(isPrintable)).toEqual([]);
  });
});
