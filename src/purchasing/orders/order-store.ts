import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import type { Queryable } from '../../common/database/statement.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { SupplierQueries } from '../../partners/index.js';
import { ORDER } from '../shared/document-types.js';
import { PurchaseOrderResponse } from './dto/purchase-order.response.js';
import { readOrder, readOrderLines } from './order-rows.js';
import type { PurchaseOrderLine } from './purchase-order-line.entity.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

export interface WholeOrder {
  document: DocumentHeader;
  order: PurchaseOrder;
  lines: PurchaseOrderLine[];
}

/** Reads one order; the number of statements does not depend on its lines. */
@Injectable()
export class OrderStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
    private readonly suppliers: SupplierQueries,
  ) {}

  /** Throws NotFound. */
  async whole(db: Queryable, id: string): Promise<WholeOrder> {
    return this.parts(db, await this.workflow.header(db, id, ORDER));
  }

  /** What belongs to a document that is known, or locked, already. */
  async parts(db: Queryable, document: DocumentHeader): Promise<WholeOrder> {
    const { id } = document;
    return { document, order: (await readOrder(db, id))!, lines: await readOrderLines(db, [id]) };
  }

  async response(db: Queryable, id: string, actor: Actor): Promise<PurchaseOrderResponse> {
    const whole = await this.whole(db, id);
    const supplier = await this.suppliers.supplierForPurchase(db, whole.document.partner_id!);
    return PurchaseOrderResponse.from({ ...whole, supplier_name: supplier!.name }, actor);
  }

  /** Outside a transaction. */
  get(id: string, actor: Actor): Promise<PurchaseOrderResponse> {
    return this.response(this.dataSource, id, actor);
  }
}
