import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import type { Queryable } from '../../common/database/statement.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { SupplierQueries } from '../../partners/index.js';
import { RECEIPT } from '../shared/document-types.js';
import { DeliveryReceiptResponse } from './dto/delivery-receipt.response.js';
import { readLandedCosts } from './landed-costs/landed-cost-rows.js';
import { readReceipt, readReceiptLines } from './receipt-rows.js';

/** Reads one delivery; the number of statements does not depend on its lines. */
@Injectable()
export class ReceiptStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
    private readonly suppliers: SupplierQueries,
  ) {}

  /** Throws NotFound. */
  async response(db: Queryable, id: string, actor: Actor): Promise<DeliveryReceiptResponse> {
    const document = await this.workflow.header(db, id, RECEIPT);
    const receipt = (await readReceipt(db, id))!;
    const lines = await readReceiptLines(db, id);
    const costs = await readLandedCosts(db, id);
    const supplier = await this.suppliers.supplierForPurchase(db, document.partner_id!);
    const whole = { document, receipt, lines, costs, supplier_name: supplier!.name };
    return DeliveryReceiptResponse.from(whole, actor);
  }

  /** Outside a transaction. */
  get(id: string, actor: Actor): Promise<DeliveryReceiptResponse> {
    return this.response(this.dataSource, id, actor);
  }
}
