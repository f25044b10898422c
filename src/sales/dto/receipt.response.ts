import type { ReceiptBody, ReceiptBodyV1, ReceiptBodyV2 } from '../domain/receipt-body.js';

/** An issued receipt. */
export class ReceiptResponse {
  /** @example MAIN-POS1-00000001 */
  number: string;
  /** @example sale */
  kind: string;
  sale_id: string | null;
  return_id: string | null;
  register_id: string;
  issued_at: Date;
  /** Hash of the receipt before it on the same register. */
  previous_hash: string;
  /** SHA-256 of the canonical JSON, a line feed and the previous hash. */
  hash: string;
  /** What is printed: parties, lines, taxes, tenders; amounts as text. `version` says how it is laid out. */
  body: ReceiptBody | ReceiptBodyV2 | ReceiptBodyV1;
}

/** Everything that is needed to check one receipt by oneself. */
export class ReceiptProofResponse {
  /** @example MAIN-POS1-00000001 */
  number: string;
  register_id: string;
  /** @example 1 */
  sequence: number;
  /** The exact text that was hashed. */
  canonical_json: string;
  previous_hash: string;
  hash: string;
  /** How `hash` is computed. */
  algorithm: string;
  is_valid: boolean;
}

/** The state of a register's receipt chain. */
export class ChainVerificationResponse {
  register_id: string;
  /**
   * How many receipts the chain holds.
   * @example 66
   */
  receipts: number;
  /** Hash of the last receipt: keep it elsewhere and a later rewrite is seen. */
  head: string;
  is_intact: boolean;
  /** Numbers of the receipts that do not fit. */
  broken: string[];
}
