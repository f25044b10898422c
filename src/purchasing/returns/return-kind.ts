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
import { StockLedger, type LedgerPlace, type StockSource } from '../../inventory/index.js';
import { RECEIVING_PERMISSIONS, RETURN } from '../shared/document-types.js';
import { readReturnLines } from './return-rows.js';
import type { SupplierReturnLine } from './supplier-return-line.entity.js';

function sourceOf({ document, caller, ...posting }: DocumentPosting): StockSource {
  return {
    kind: 'supplier_return',
    type: RETURN,
    id: document.id,
    occurred_at: posting.occurred_at,
    business_date: posting.business_date,
    actor_id: caller.actor.id,
    reason: posting.comment ?? undefined,
  };
}

function baseQuantity(line: SupplierReturnLine): SupplierReturnLine['quantity'] {
  return line.quantity.times(line.unit_factor);
}

/** What a return to a supplier does beyond its status: goods that were in stock leave it, at what they really cost. */
@Injectable()
export class ReturnKind implements DocumentKind, OnModuleInit {
  readonly code = RETURN;
  readonly permissions = RECEIVING_PERMISSIONS;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly ledger: StockLedger,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (!to.posts_stock || (await readReturnLines(db, document.id)).length > 0) return [];
    return [{ field: 'lines', code: 'NO_LINES', message: 'The return has no lines.' }];
  }

  /** Throws InsufficientStock when goods of the delivery, batch or serial number are not there. */
  async post(tx: Tx, posting: DocumentPosting): Promise<void> {
    const lines = (await this.stocked(tx, posting)).map((line) => ({
      line_id: line.id,
      product_id: line.product_id,
      quantity: baseQuantity(line),
      origin_line_id: line.receipt_line_id ?? undefined,
      batch_id: line.batch_id ?? undefined,
      serial_numbers: line.serial_numbers.length === 0 ? undefined : line.serial_numbers,
      state: line.stock_state,
    }));
    if (lines.length > 0) await this.ledger.issue(tx, place(posting), lines, sourceOf(posting));
  }

  async reverse(tx: Tx, posting: DocumentPosting): Promise<void> {
    const lines = (await this.stocked(tx, posting)).map((line) => ({
      source_line_id: line.id,
      line_id: newId(),
      quantity: baseQuantity(line),
    }));
    if (lines.length > 0) await this.ledger.reverse(tx, place(posting), lines, sourceOf(posting));
  }

  private async stocked(tx: Tx, { document }: DocumentPosting): Promise<SupplierReturnLine[]> {
    return (await readReturnLines(tx, document.id)).filter(({ is_from_stock }) => is_from_stock);
  }
}

/** What is not there cannot be sent back, wherever it may be sold. */
function place({ document }: DocumentPosting): LedgerPlace {
  return { location_id: document.location_id!, allow_negative_stock: false };
}
