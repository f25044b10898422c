import { createHash } from 'node:crypto';

/** What stands before the first receipt of a register. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * The link of a receipt: SHA-256, in hex, of its canonical JSON, a line feed and the previous receipt's hash.
 * `receipt-book.ts` computes the same in SQL, where the previous hash is known.
 */
export function receiptHash(body: string, previousHash: string): string {
  return createHash('sha256').update(`${body}\n${previousHash}`, 'utf8').digest('hex');
}
