import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '../../common/database/new-id.js';
import type { Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import {
  DocumentKinds,
  type DocumentKind,
  type DocumentPosting,
  type StatusChange,
} from '../../documents/index.js';
import { LocationDirectory } from '../../locations/index.js';
import { BatchLookup, type FoundBatch } from '../batches/batch-lookup.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import type { StockAdjustmentLine as LedgerLine, StockSource } from '../ledger/stock-ledger.types.js';
import { refuseByLine } from '../lines/short-lines.js';
import { STOCK_ADJUSTMENT } from './adjustment-reads.js';
import { StockAdjustmentLine } from './stock-adjustment-line.entity.js';

function sourceOf({ document, caller, occurred_at, business_date, comment }: DocumentPosting): StockSource {
  return {
    type: STOCK_ADJUSTMENT,
    id: document.id,
    kind: 'adjustment',
    occurred_at,
    business_date,
    actor_id: caller.actor.id,
    reason: comment ?? undefined,
  };
}

/** Missing goods are taken from the batch that is named; found goods may found a new one. */
function ledgerLine(line: StockAdjustmentLine, candidates: readonly FoundBatch[]): LedgerLine {
  const { id: line_id, product_id, quantity, unit_cost, batch_number, expiry_date } = line;
  const [batch] = candidates;
  const named = {
    batch_number: batch_number ?? undefined,
    expiry_date: expiry_date ?? batch?.expiry_date ?? undefined,
  };
  return {
    line_id,
    product_id,
    quantity,
    unit_cost: unit_cost ?? undefined,
    serial_numbers: line.serial_numbers ?? undefined,
    ...(quantity.isNegative() ? { batch_id: batch?.id } : named),
  };
}

/** What booking an adjustment, and taking it back, mean for stock. */
@Injectable()
export class AdjustmentKind implements DocumentKind, OnModuleInit {
  readonly code = STOCK_ADJUSTMENT;
  readonly permissions = { read: 'inventory:read', write: 'inventory:write' } as const;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly ledger: StockLedger,
    private readonly batches: BatchLookup,
    private readonly locations: LocationDirectory,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  /** A missing batch, or several of the same number, is known beforehand; missing goods are named by the ledger. */
  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (!to.posts_stock) return [];
    const lines = await this.linesOf(db, document.id);
    const missing = lines.map((line) =>
      line.quantity.isNegative() ? line : { ...line, batch_number: null },
    );
    const candidates = await this.batches.candidates(db, missing);
    return missing.flatMap(({ batch_number, line_number }, index) => {
      if (batch_number === null || candidates[index]!.length === 1) return [];
      const isKnown = candidates[index]!.length > 1;
      const field = `lines.${line_number - 1}.batch_number`;
      return isKnown
        ? [{ field, code: 'BATCH_AMBIGUOUS', message: `Several batches are called ${batch_number}.` }]
        : [{ field, code: 'BATCH_NOT_FOUND', message: `The product has no batch ${batch_number}.` }];
    });
  }

  /** Throws what StockLedger.adjust throws. */
  async post(tx: Tx, posting: DocumentPosting): Promise<void> {
    const { document } = posting;
    const place = await this.locations.location(tx, document.location_id!);
    const lines = await this.linesOf(tx, document.id);
    const candidates = await this.batches.candidates(tx, lines);
    const booked = lines.map((line, index) => ledgerLine(line, candidates[index]!));
    await this.ledger.adjust(tx, place, booked, sourceOf(posting)).catch(refuseByLine(lines));
  }

  /** Missing goods return to their layers; found goods leave again, unless they were sold. */
  async reverse(tx: Tx, posting: DocumentPosting): Promise<void> {
    const { document } = posting;
    const place = await this.locations.location(tx, document.location_id!);
    const lines = await this.linesOf(tx, document.id);
    const back = lines.map(({ id, quantity }) => ({
      source_line_id: id,
      line_id: newId(),
      quantity: quantity.abs(),
    }));
    await this.ledger.reverse(tx, place, back, sourceOf(posting));
  }

  private linesOf(db: Queryable, document_id: string): Promise<StockAdjustmentLine[]> {
    const manager = 'manager' in db ? db.manager : db;
    return manager.find(StockAdjustmentLine, { where: { document_id }, order: { line_number: 'ASC' } });
  }
}
