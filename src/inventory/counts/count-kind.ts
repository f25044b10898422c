import { Injectable, type OnModuleInit } from '@nestjs/common';
import { queryOne, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import {
  DocumentKinds,
  type DocumentKind,
  type DocumentPosting,
  type StatusChange,
} from '../../documents/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import { countDifferences } from './count-differences.js';
import { STOCK_COUNT } from './count-reads.js';
import type { Uncounted } from './stock-count.entity.js';

const UNCOUNTED = `SELECT uncounted FROM stock_counts WHERE id = $1::uuid`;
const HAS_ENTRIES = `SELECT EXISTS (SELECT FROM stock_count_entries WHERE count_id = $1::uuid) AS has_entries`;

/** Posting a count makes stock what was counted, as of the instant of counting. */
@Injectable()
export class CountKind implements DocumentKind, OnModuleInit {
  readonly code = STOCK_COUNT;
  readonly permissions = { read: 'inventory:read', write: 'inventory:count' } as const;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly ledger: StockLedger,
    private readonly locations: LocationDirectory,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (!to.posts_stock) return [];
    const { has_entries } = await queryOne<{ has_entries: boolean }>(db, HAS_ENTRIES, [document.id]);
    return has_entries
      ? []
      : [{ field: 'entries', code: 'NOTHING_COUNTED', message: 'Nobody has counted anything yet.' }];
  }

  /**
   * Throws InsufficientStock when goods that the count misses were sold or promised after it: then the count is wrong,
   * or the promise.
   */
  async post(tx: Tx, { document, caller, occurred_at, business_date }: DocumentPosting): Promise<void> {
    const place = await this.locations.location(tx, document.location_id!);
    const { uncounted } = await queryOne<{ uncounted: Uncounted }>(tx, UNCOUNTED, [document.id]);
    const { location_id } = place;
    const lines = await countDifferences(tx, { id: document.id, location_id, uncounted });
    if (lines.length === 0) return;
    await this.ledger.adjust(tx, place, lines, {
      kind: 'count',
      type: STOCK_COUNT,
      id: document.id,
      actor_id: caller.actor.id,
      occurred_at,
      business_date,
    });
  }
}
