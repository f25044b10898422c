import { readBarcode } from './barcode.js';
import { printedBarcode, printedSku } from './printed-code.js';

describe('how a code is printed', () => {
  it.each([
    ['4006381333931', 'ean13'],
    ['96385074', 'ean8'],
    ['036000291452', 'upca'],
    ['01234565', 'upce'],
    ['14006381333938', 'itf14'],
    ['2804011005126', 'ean13'],
    ['SHELF-7', 'code128'],
    ['12345', 'code128'],
  ])('%s as %s', (code, symbology) => {
    expect(printedBarcode(readBarcode(code))).toEqual({ symbology, text: code });
  });

  it('a SKU as Code 128, unless it holds what that cannot print', () => {
    expect(printedSku('MUG 001')).toEqual({ symbology: 'code128', text: 'MUG 001' });
    expect(printedSku('KAFFEE-GROß')).toBeUndefined();
    expect(printedSku('杯子')).toBeUndefined();
  });
});
