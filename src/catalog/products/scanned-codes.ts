import { readBarcode } from '../domain/barcode.js';
import { comparablePlu, readEmbeddedCode, type EmbeddedCode } from '../domain/embedded-code.js';

export interface ScannedCodes {
  embedded: Map<string, EmbeddedCode>;
  /** The four parallel arrays that `codeHits` takes. */
  params: [string[], string[], (string | null)[], (string | null)[]];
}

/** Reads codes in every way they can be meant, for one lookup of all of them. */
export function readScannedCodes(codes: readonly string[]): ScannedCodes {
  const distinct = [...new Set(codes)];
  const embedded = new Map<string, EmbeddedCode>();
  for (const code of distinct) {
    const read = readEmbeddedCode(code);
    if (read !== undefined) embedded.set(code, read);
  }
  return {
    embedded,
    params: [
      distinct,
      distinct.map((code) => readBarcode(code).gtin),
      distinct.map((code) => embedded.get(code)?.plu ?? null),
      distinct.map((code) => (/^\d{1,10}$/.test(code) ? comparablePlu(code) : null)),
    ],
  };
}
