import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../../common/database/statement.js';
import { newId } from '../../common/database/new-id.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import {
  DocumentKinds,
  type DocumentKind,
  type DocumentPosting,
  type StatusChange,
} from '../../documents/index.js';
import { LocationDirectory, TRANSIT_LOCATION_ID } from '../../locations/index.js';
import { BatchLookup } from '../batches/batch-lookup.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import type { LedgerPlace, StockSource } from '../ledger/stock-ledger.types.js';
import { refuseByLine } from '../lines/short-lines.js';
import { transferLines } from './transfer-store.js';
import { STOCK_TRANSFER, TransferReads } from './transfer-reads.js';

/** Only goods that are there can be put on a van. */
export const TRANSIT: LedgerPlace = { location_id: TRANSIT_LOCATION_ID, allow_negative_stock: false };

export function placeOf(location_id: string): LedgerPlace {
  return { location_id, allow_negative_stock: false };
}

function sourceOf({ document, caller, occurred_at, business_date, comment }: DocumentPosting): StockSource {
  return {
    type: STOCK_TRANSFER,
    id: document.id,
    occurred_at,
    business_date,
    actor_id: caller.actor.id,
    reason: comment ?? undefined,
  };
}

/** What leaving and coming back mean for stock: goods lie in transit between the two. */
@Injectable()
export class TransferKind implements DocumentKind, OnModuleInit {
  readonly code = STOCK_TRANSFER;
  readonly permissions = { read: 'inventory:read', write: 'inventory:transfer' } as const;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly ledger: StockLedger,
    private readonly batches: BatchLookup,
    private readonly locations: LocationDirectory,
    private readonly reads: TransferReads,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** The goods that are missing are named by the ledger, which alone knows them for sure. */
  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (!to.posts_stock) return [];
    const lines = await transferLines(db, document.id);
    if (lines.length > 0) return [];
    return [{ field: 'lines', code: 'NO_LINES', message: 'A transfer without lines moves nothing.' }];
  }

  /** Throws a field error when the place they go to is closed by now, and what StockLedger.transfer throws. */
  async post(tx: Tx, posting: DocumentPosting): Promise<void> {
    const { document } = posting;
    const { to_location_id } = await this.reads.head(tx, document.id);
    await this.locations.location(tx, to_location_id, 'to_location_id');
    const lines = await transferLines(tx, document.id);
    const batch_ids = await this.batches.ids(tx, lines);
    const sent = lines.map(({ id, product_id, quantity, serial_numbers }, index) => ({
      line_id: id,
      product_id,
      quantity,
      batch_id: batch_ids[index],
      serial_numbers: serial_numbers ?? undefined,
    }));
    const from = placeOf(document.location_id!);
    await this.ledger.transfer(tx, { from, to: TRANSIT }, sent, sourceOf(posting)).catch(refuseByLine(lines));
  }

  /** Everything goes back to where it left, at the cost it left at. Nothing of it has arrived: that ends the way back. */
  async reverse(tx: Tx, posting: DocumentPosting): Promise<void> {
    const lines = await transferLines(tx, posting.document.id);
    const back = lines.map(({ id, product_id, quantity, serial_numbers }) => ({
      line_id: newId(),
      origin_line_id: id,
      product_id,
      quantity,
      serial_numbers: serial_numbers ?? undefined,
    }));
    const to = placeOf(posting.document.location_id!);
    await this.ledger.transfer(tx, { from: TRANSIT, to }, back, sourceOf(posting));
  }
}
