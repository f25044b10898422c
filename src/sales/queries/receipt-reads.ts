import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../common/database/statement.js';
import { NotFound } from '../../common/errors/domain-error.js';
import { SettingsReader } from '../../settings/index.js';
import {
  asNewest,
  type ReceiptBody,
  type ReceiptBodyV1,
  type ReceiptBodyV2,
} from '../domain/receipt-body.js';
import { GENESIS_HASH, receiptHash } from '../domain/receipt-chain.js';
import { ChainVerificationResponse, ReceiptProofResponse, ReceiptResponse } from '../dto/receipt.response.js';

interface ReceiptRow {
  number: string;
  sequence: string;
  kind: string;
  sale_id: string | null;
  return_id: string | null;
  register_id: string;
  body: string;
  previous_hash: string;
  hash: string;
  issued_at: Date;
}

const COLUMNS = `number, sequence, kind, sale_id, return_id, register_id, body, previous_hash, hash, issued_at`;
const OF_SALE = `SELECT ${COLUMNS} FROM receipts WHERE sale_id = $1 AND kind = 'sale' AND return_id IS NULL`;
const OF_RETURN = `SELECT ${COLUMNS} FROM receipts WHERE return_id = $1`;
const BY_NUMBER = `SELECT ${COLUMNS} FROM receipts WHERE number = $1`;
const CHAIN = `
  SELECT ${COLUMNS} FROM receipts WHERE register_id = $1 AND sequence > $2::bigint ORDER BY sequence LIMIT 1000`;

/** Reads issued receipts exactly as they were hashed. */
@Injectable()
export class ReceiptReads {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: SettingsReader,
  ) {}

  /** Throws NotFound when the sale has no receipt (yet). */
  ofSale(saleId: string): Promise<ReceiptResponse> {
    return this.one(OF_SALE, saleId);
  }

  /**
   * What is printed of a sale's receipt: where its location had no header or footer, the shop's own stand in. They
   * are paper, not part of what was hashed.
   */
  async printed(saleId: string): Promise<{ body: ReceiptBody; hash: string }> {
    const { body: issued, hash } = await this.ofSale(saleId);
    const body = asNewest(issued);
    const own = await this.settings.getMany(['receipt.header', 'receipt.footer'], this.dataSource);
    const header = body.header ?? (own['receipt.header'] || null);
    return { body: { ...body, header, footer: body.footer ?? (own['receipt.footer'] || null) }, hash };
  }

  ofReturn(returnId: string): Promise<ReceiptResponse> {
    return this.one(OF_RETURN, returnId);
  }

  /** What a third party needs to check one receipt without trusting us. */
  async proof(number: string): Promise<ReceiptProofResponse> {
    const [row] = await query<ReceiptRow>(this.dataSource, BY_NUMBER, [number]);
    if (row === undefined) throw new NotFound('receipt', number);
    const { body, previous_hash, hash, sequence, register_id } = row;
    return {
      number,
      register_id,
      sequence: Number(sequence),
      canonical_json: body,
      previous_hash,
      hash,
      algorithm: 'SHA-256 of canonical_json, a line feed and previous_hash (UTF-8), in hex',
      is_valid: receiptHash(body, previous_hash) === hash,
    };
  }

  /** Walks a register's chain from its first receipt; reads a thousand at a time. */
  async verify(registerId: string): Promise<ChainVerificationResponse> {
    const broken: string[] = [];
    let previous = GENESIS_HASH;
    let sequence = 0;
    for (;;) {
      const rows = await query<ReceiptRow>(this.dataSource, CHAIN, [registerId, sequence]);
      for (const row of rows) {
        const isNext = Number(row.sequence) === sequence + 1;
        const isLinked = row.previous_hash === previous && receiptHash(row.body, previous) === row.hash;
        if (!isNext || !isLinked) broken.push(row.number);
        previous = row.hash;
        sequence = Number(row.sequence);
      }
      if (rows.length === 0) break;
    }
    return {
      register_id: registerId,
      receipts: sequence,
      head: previous,
      is_intact: broken.length === 0,
      broken,
    };
  }

  private async one(text: string, id: string): Promise<ReceiptResponse> {
    const [row] = await query<ReceiptRow>(this.dataSource, text, [id]);
    if (row === undefined) throw new NotFound('receipt', id);
    return {
      number: row.number,
      kind: row.kind,
      sale_id: row.sale_id,
      return_id: row.return_id,
      register_id: row.register_id,
      issued_at: row.issued_at,
      previous_hash: row.previous_hash,
      hash: row.hash,
      body: JSON.parse(row.body) as ReceiptBody | ReceiptBodyV2 | ReceiptBodyV1,
    };
  }
}
