import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { AsRow } from '../shared/columns.js';
import { shownTo } from '../shared/costs.js';
import { RECEIPT } from '../shared/document-types.js';
import type { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import { listedHeader, supplierDocuments, type ListedRow } from '../shared/listed-documents.js';
import { receiptSummary, type DeliveryReceiptSummaryResponse } from './dto/delivery-receipt.response.js';
import { asReceipt, RECEIPT_COLUMNS } from './receipt-rows.js';
import type { DeliveryReceipt } from './delivery-receipt.entity.js';

type Row = ListedRow & AsRow<DeliveryReceipt> & { supplier_name: string };

/** One page of deliveries, heads only; one statement. */
@Injectable()
export class ListReceipts {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListPartnerDocumentsDto, actor: Actor): Promise<Page<DeliveryReceiptSummaryResponse>> {
    const plan = supplierDocuments(RECEIPT, request, {
      table: 'delivery_receipts',
      columns: RECEIPT_COLUMNS,
    });
    const page = await listRows<Row>(this.dataSource, plan, request);
    return page.map((row) => {
      const { supplier_name } = row;
      return shownTo(
        actor,
        receiptSummary({ document: listedHeader(row), receipt: asReceipt(row), supplier_name }),
      );
    });
  }
}
