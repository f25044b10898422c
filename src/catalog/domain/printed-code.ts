import type { Barcode, BarcodeKind } from './barcode.js';

/** How bar codes are printed, as the drawing library calls it. */
export type Symbology = 'ean8' | 'ean13' | 'upca' | 'upce' | 'itf14' | 'code128';

const SYMBOLOGIES: Readonly<Record<BarcodeKind, Symbology>> = {
  ean_8: 'ean8',
  upc_e: 'upce',
  upc_a: 'upca',
  ean_13: 'ean13',
  gtin_14: 'itf14',
  weight_embedded: 'ean13',
  price_embedded: 'ean13',
  internal: 'code128',
};

export interface PrintedCode {
  symbology: Symbology;
  text: string;
}

/** How a barcode is printed: trade item numbers in their own symbols, whatever else as Code 128. */
export function printedBarcode({ code, kind }: Pick<Barcode, 'code' | 'kind'>): PrintedCode {
  return { symbology: SYMBOLOGIES[kind], text: code };
}

/** Code 128 holds visible ASCII and blanks; undefined for a SKU that it cannot print. */
export function printedSku(sku: string): PrintedCode | undefined {
  return /^[\x20-\x7e]{1,64}$/.test(sku) ? { symbology: 'code128', text: sku } : undefined;
}
