import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../database/statement.js';
import type { Tx } from '../database/tx.js';
import { DomainError } from '../errors/domain-error.js';

/** An upload that takes longer is given up; no request may last that long. */
const UPLOAD_MINUTES = 60;

const RESERVE = `
  INSERT INTO unclaimed_files (key, delete_after)
  SELECT key, now() + interval '${UPLOAD_MINUTES} minutes' FROM unnest($1::text[]) AS key`;
// Not one that is almost due: the sweep could be deleting it by the time of the commit.
const CLAIM = `
  DELETE FROM unclaimed_files WHERE key = ANY ($1::text[]) AND delete_after > now() + interval '5 minutes'
  RETURNING key`;

export class UploadTooSlow extends DomainError {
  constructor() {
    super('conflict', 'UPLOAD_TOO_SLOW', 'The upload took too long; send it again.');
  }
}

/**
 * Keeps storage and database in step without a transaction across both. A file is first reserved, then stored, then
 * claimed in the transaction that writes the row naming it. What is not claimed, because that transaction or the
 * process died, is deleted by the sweep; and so is what a row leaves behind when it goes (its table's trigger puts the
 * keys into `unclaimed_files`).
 */
@Injectable()
export class FileClaims {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Before anything is stored under these keys, which must be new ones. */
  async reserve(keys: readonly string[]): Promise<void> {
    await query(this.dataSource, RESERVE, [keys]);
  }

  /** Throws UPLOAD_TOO_SLOW when one of them is not reserved any more. */
  async claim(tx: Tx, keys: readonly string[]): Promise<void> {
    const claimed = await query(tx, CLAIM, [keys]);
    if (claimed.length !== keys.length) throw new UploadTooSlow();
  }
}
