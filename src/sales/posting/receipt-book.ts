import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import { queryOne } from '../../common/database/statement.js';
import { violates } from '../../common/database/sql-state.js';
import type { Tx } from '../../common/database/tx.js';
import { DocumentRegister } from '../../documents/index.js';
import { canonicalJson } from '../domain/canonical-json.js';
import { asIssued, type ReceiptBody } from '../domain/receipt-body.js';
import { ReceiptNumberTaken } from '../sales.errors.js';
import { GENESIS_HASH } from '../domain/receipt-chain.js';

const NUMBER_DIGITS = 8;

/** The link is made where the previous hash is: the number series row is locked, so nobody else adds one now. */
const INSERT_RECEIPT = `
  INSERT INTO receipts (id, kind, sale_id, return_id, register_id, number, sequence, body, previous_hash, hash, issued_at)
  SELECT $1::uuid, $2::text, $3::uuid, $4::uuid, $5::uuid, $6::text, $7::bigint, $8::text, link.previous,
         encode(sha256(convert_to($8::text || E'\\n' || link.previous, 'UTF8')), 'hex'), $9::timestamptz
  FROM (SELECT CASE WHEN $7::bigint = 1 THEN '${GENESIS_HASH}' ELSE
          (SELECT hash FROM receipts WHERE register_id = $5::uuid AND sequence = $7::bigint - 1) END AS previous) AS link
  RETURNING id, number, hash, previous_hash`;

export interface IssuedReceipt {
  id: string;
  number: string;
  hash: string;
  previous_hash: string;
}

export type ReceiptDraft = Omit<ReceiptBody, 'version' | 'number' | 'sequence'>;

/** Issues receipts: gapless numbers and a hash chain for each register. */
@Injectable()
export class ReceiptBook {
  constructor(private readonly documents: DocumentRegister) {}

  /**
   * Draws the next number of the register's series, which locks the series row until commit (the hottest row of a
   * checkout: call this last), and writes the receipt linked to the one before. Two statements. A rollback gives
   * the number back, so there are no gaps. Throws NumberSeriesExhausted, and ReceiptNumberTaken when two
   * series share a prefix (location A-B, register C and location A, register B-C, say).
   */
  async issue(tx: Tx, registerId: string, draft: ReceiptDraft): Promise<IssuedReceipt> {
    const { sequence, number } = await this.documents.next(tx, {
      key: `receipt:${registerId}`,
      prefix: `${draft.shop.location}-${draft.shop.register}-`,
      digits: NUMBER_DIGITS,
    });
    const body = asIssued({ ...draft, number, sequence });
    const values = [
      newId(),
      draft.kind,
      draft.sale_id,
      draft.return_id,
      registerId,
      number,
      sequence,
      canonicalJson(body),
      draft.issued_at,
    ];
    try {
      return await queryOne<IssuedReceipt>(tx, INSERT_RECEIPT, values);
    } catch (error) {
      if (violates(error, 'uq_receipts_number')) throw new ReceiptNumberTaken(number);
      throw error;
    }
  }
}
