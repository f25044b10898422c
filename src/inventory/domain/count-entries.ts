import type { SellableProduct } from '../../catalog/index.js';
import type { FieldError } from '../../common/errors/domain-error.js';

/** What must be known to judge an entry. */
export interface EntryFacts {
  product: SellableProduct;
  /** Whether batches of the product are tracked at the location. */
  tracks_batches: boolean;
  is_in_scope: boolean;
  counts_something: boolean;
  counted_at: Date;
  now: Date;
  batch_number?: string | null;
  expiry_date?: string | null;
  serial_numbers?: readonly string[] | null;
  /** How many batches of the product have that number (and date). */
  batches: number;
}

/** Whether a location tells the batches of a product apart. */
export function tracksBatches(mode: 'disabled' | 'optional' | 'enforced', product: SellableProduct): boolean {
  return mode === 'enforced' || (mode === 'optional' && product.track_batches);
}

function batchFaults(facts: EntryFacts): [field: string, code: string, message: string][] {
  const { product, batch_number } = facts;
  if (!facts.tracks_batches) {
    return batch_number
      ? [['batch_number', 'BATCHES_NOT_TRACKED', `${product.sku} has no batches here.`]]
      : [];
  }
  if (!batch_number)
    return [['batch_number', 'BATCH_NUMBER_REQUIRED', `${product.sku} is counted by batch.`]];
  if (facts.batches > 1)
    return [
      ['batch_number', 'BATCH_AMBIGUOUS', `Several batches are called ${batch_number}; say when it expires.`],
    ];
  if (facts.batches === 0 && product.requires_expiry && !facts.expiry_date)
    return [
      ['expiry_date', 'EXPIRY_DATE_REQUIRED', `The batch ${batch_number} is new; say when it expires.`],
    ];
  return [];
}

function serialFaults({ product, serial_numbers, counts_something }: EntryFacts): [string, string, string][] {
  if (!product.track_serials) {
    return serial_numbers
      ? [['serial_numbers', 'SERIALS_NOT_TRACKED', `${product.sku} has no serial numbers.`]]
      : [];
  }
  if (serial_numbers || !counts_something) return [];
  return [['serial_numbers', 'SERIAL_NUMBERS_REQUIRED', `${product.sku} is counted by serial number.`]];
}

/** Everything that is wrong with one entry. Pure. */
export function entryFaults(facts: EntryFacts, path: string): FieldError[] {
  const faults: [string, string, string][] = [...batchFaults(facts), ...serialFaults(facts)];
  if (!facts.is_in_scope)
    faults.push(['product_id', 'NOT_IN_SCOPE', `${facts.product.sku} is not part of this count.`]);
  if (facts.counted_at > facts.now)
    faults.push(['counted_at', 'IN_THE_FUTURE', 'Nothing can be counted in the future.']);
  return faults.map(([field, code, message]) => ({ field: `${path}.${field}`, code, message }));
}
