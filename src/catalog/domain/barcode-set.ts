import { readBarcode, type Barcode } from './barcode.js';

export const MAX_BARCODES = 50;

/** What a product's body may say of its barcodes: the main one, all of them, or both. */
export interface SentBarcodes {
  barcode?: string | null;
  barcodes?: string[];
}

/** The codes without repeats, in the order in which each first appears. */
export function distinctBarcodes(codes: readonly string[]): Barcode[] {
  const byGtin = new Map<string, Barcode>();
  for (const barcode of codes.map(readBarcode)) {
    if (!byGtin.has(barcode.gtin)) byGtin.set(barcode.gtin, barcode);
  }
  return [...byGtin.values()];
}

/**
 * The barcodes a product has after a change, the main one first; undefined when nothing was said. `barcode` alone
 * replaces the main one, `barcodes` replaces all; the main one stays the main one while it is among them.
 */
export function plannedBarcodes(current: readonly string[], sent: SentBarcodes): Barcode[] | undefined {
  if (sent.barcode === undefined && sent.barcodes === undefined) return undefined;
  const others = sent.barcodes ?? current.slice(1);
  if (typeof sent.barcode === 'string') return distinctBarcodes([sent.barcode, ...others]);
  const planned = distinctBarcodes(others);
  const main =
    sent.barcodes === undefined || current[0] === undefined ? undefined : readBarcode(current[0]).gtin;
  return [...planned.filter(({ gtin }) => gtin === main), ...planned.filter(({ gtin }) => gtin !== main)];
}
