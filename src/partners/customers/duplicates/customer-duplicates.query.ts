import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { query } from '../../../common/database/statement.js';
import { runInTransaction } from '../../../common/database/tx.js';
import { CustomerReads } from '../customer-reads.js';

export const DUPLICATE_REASONS = ['vat_number', 'email', 'phone', 'name'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

export interface DuplicateRow {
  id: string;
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  vat_number: string | null;
  is_active: boolean;
  reasons: DuplicateReason[];
  name_similarity: number;
}

// Fewer digits than this are an extension, not somebody's phone.
const PHONE_DIGITS = 6;
const SIMILAR = 0.5;
const LIKELIEST = 20;

// For a long name PostgreSQL takes the trigram index for dearer than comparing with every name; it is far cheaper.
const BY_INDEX = `SELECT set_config('enable_seqscan', 'off', true)`;

// One search per reason, each by an index of its own; the trigram index of the search finds similar names.
const DUPLICATES = `
  WITH found AS (
    SELECT id, 'vat_number' AS reason FROM customers WHERE vat_number = $2::text
    UNION ALL SELECT id, 'email' FROM customers WHERE email = $3::text
    UNION ALL SELECT id, 'phone' FROM customers
      WHERE phone IS NOT NULL AND regexp_replace(phone, '\\D', '', 'g') = $4::text
    UNION ALL SELECT id, 'name' FROM customers
      WHERE $5::text <% partner_search_text(name, code, email, phone, contact_info)
        AND similarity(name, $5::text) >= ${SIMILAR}
  ), candidates AS (
    SELECT id, json_agg(reason) AS reasons, count(*) AS strength FROM found WHERE id <> $1::uuid GROUP BY id
  )
  SELECT c.id, c.code, c.name, c.email, c.phone, c.city, c.vat_number, c.is_active, candidates.reasons,
         round(similarity(c.name, $5::text)::numeric, 2)::float8 AS name_similarity
  FROM candidates JOIN customers c ON c.id = candidates.id
  WHERE c.merged_into_id IS NULL AND c.anonymised_at IS NULL
  ORDER BY candidates.strength DESC, name_similarity DESC, c.id LIMIT ${LIKELIEST}`;

function digitsOf(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < PHONE_DIGITS ? null : digits;
}

/** Finds customers who may be the same as another. */
@Injectable()
export class CustomerDuplicatesQuery {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly customers: CustomerReads,
  ) {}

  /** The likeliest twenty, those with the most in common first. Throws NotFound. */
  async run(id: string): Promise<DuplicateRow[]> {
    const { vat_number, email, phone, name, anonymised_at } = await this.customers.byId(id);
    if (anonymised_at !== null) return [];
    return runInTransaction(this.dataSource, async (tx) => {
      await query(tx, BY_INDEX);
      return query(tx, DUPLICATES, [id, vat_number, email, digitsOf(phone), name]);
    });
  }
}
