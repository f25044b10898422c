import { embeddedMeaning } from './embedded-code.js';
import { checkDigitOf, hasCheckDigit } from './check-digit.js';

export const BARCODE_KINDS = [
  'ean_8',
  'upc_e',
  'upc_a',
  'ean_13',
  'gtin_14',
  'weight_embedded',
  'price_embedded',
  'internal',
] as const;
export type BarcodeKind = (typeof BARCODE_KINDS)[number];

export interface Barcode {
  code: string;
  kind: BarcodeKind;
  /** 14 digits for trade item numbers (so UPC-A and its EAN-13 form are one), else the code itself. */
  gtin: string;
}

/** What a barcode may hold: 1 to 48 visible ASCII characters, the repertoire of Code 128 without the space. */
const PRINTABLE = /^[\x21-\x7e]{1,48}$/;
const TRADE_ITEM_LENGTHS = new Set([8, 12, 13, 14]);

export function isPrintable(code: string): boolean {
  return PRINTABLE.test(code);
}

function isTradeItemNumber(code: string): boolean {
  return /^\d+$/.test(code) && TRADE_ITEM_LENGTHS.has(code.length);
}

/** The 12-digit UPC-A that a UPC-E abbreviates, or undefined when the 8 digits are no UPC-E. */
export function expandUpcE(code: string): string | undefined {
  const match = /^([01])(\d{5})(\d)(\d)$/.exec(code);
  if (match === null) return undefined;
  const [, system, digits, last, check] = match as unknown as [string, string, string, string, string];
  const [head, tail] = [digits.slice(0, 2), digits.slice(2)];
  const expanded =
    last <= '2'
      ? `${head}${last}0000${tail}`
      : last === '3'
        ? `${digits.slice(0, 3)}00000${digits.slice(3)}`
        : last === '4'
          ? `${digits.slice(0, 4)}00000${digits.slice(4)}`
          : `${digits}0000${last}`;
  const body = `${system}${expanded}`;
  return checkDigitOf(body) === check ? `${body}${check}` : undefined;
}

/** False for an all-digit code of 8, 12, 13 or 14 digits whose last digit does not check: a misread or a typo. */
export function hasValidCheckDigit(code: string): boolean {
  return !isTradeItemNumber(code) || hasCheckDigit(code) || expandUpcE(code) !== undefined;
}

function kindOf(code: string): BarcodeKind {
  switch (code.length) {
    case 8:
      return 'ean_8';
    case 12:
      return 'upc_a';
    case 13: {
      const meaning = embeddedMeaning(code);
      return meaning === undefined ? 'ean_13' : `${meaning}_embedded`;
    }
    default:
      return 'gtin_14';
  }
}

/** Recognises a code and gives the number under which it is stored and found. */
export function readBarcode(code: string): Barcode {
  if (!isTradeItemNumber(code)) return { code, kind: 'internal', gtin: code };
  // No EAN-8 starts with 0 (GS1 keeps that range for shops' own use), every common UPC-E does.
  const upc = code.startsWith('0') || !hasCheckDigit(code) ? expandUpcE(code) : undefined;
  if (upc !== undefined) return { code, kind: 'upc_e', gtin: upc.padStart(14, '0') };
  if (!hasCheckDigit(code)) return { code, kind: 'internal', gtin: code };
  return { code, kind: kindOf(code), gtin: code.padStart(14, '0') };
}
