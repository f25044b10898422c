import { Injectable, type OnModuleInit } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import {
  DocumentKinds,
  type DocumentKind,
  type DocumentPosting,
  type StatusChange,
} from '../../documents/index.js';
import { BuyingPlace, supplierFaults } from '../shared/buying-place.js';
import { RECEIPT, RECEIVING_PERMISSIONS } from '../shared/document-types.js';
import { allocationFaults } from './landed-costs/landed-allocation.js';
import { readLandedCosts } from './landed-costs/landed-cost-rows.js';
import { ReceiptPosting } from './receipt-posting.js';
import { readReceiptLines } from './receipt-rows.js';

const RETURNS = `
  SELECT d.number FROM supplier_returns r JOIN documents d ON d.id = r.id AND d.is_posted
  WHERE r.receipt_id = $1::uuid`;

/** What a delivery does beyond its status: it brings goods into stock. */
@Injectable()
export class ReceiptKind implements DocumentKind, OnModuleInit {
  readonly code = RECEIPT;
  readonly permissions = RECEIVING_PERMISSIONS;

  constructor(
    private readonly kinds: DocumentKinds,
    private readonly parties: BuyingPlace,
    private readonly posting: ReceiptPosting,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async check(db: Queryable, { document, to }: StatusChange): Promise<FieldError[]> {
    if (to.posts_stock) return this.completionFaults(db, document.id, document.partner_id!);
    if (!to.is_cancellation) return [];
    const returns = await query<{ number: string | null }>(db, RETURNS, [document.id]);
    return returns.map(({ number }) => ({
      field: 'status',
      code: 'DELIVERY_HAS_RETURNS',
      message: `Goods of it went back to the supplier: cancel the return ${number ?? ''} first.`,
    }));
  }

  post(tx: Tx, posting: DocumentPosting): Promise<void> {
    return this.posting.post(tx, posting);
  }

  reverse(tx: Tx, posting: DocumentPosting): Promise<void> {
    return this.posting.reverse(tx, posting);
  }

  private async completionFaults(db: Queryable, id: string, supplier_id: string): Promise<FieldError[]> {
    const lines = await readReceiptLines(db, id);
    if (lines.length === 0) {
      return [{ field: 'lines', code: 'NO_LINES', message: 'The delivery has no lines.' }];
    }
    const costs = await readLandedCosts(db, id);
    const allocations = costs.map(({ allocation }) => allocation);
    return [
      ...supplierFaults(await this.parties.supplier(db, supplier_id), supplier_id),
      ...allocationFaults(allocations, lines, (index) => `landed_costs.${index}.allocation`),
    ];
  }
}
