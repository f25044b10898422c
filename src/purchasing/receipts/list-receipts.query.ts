import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { AsRow } from '../shared/columns.js';
import { shownTo } from '../shared/costs.js';
import { RECEIPT } from '../shared/document-types.js';
import type { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import {
  documentConditions,
  listedHeader,
  LISTED_HEADER,
  LISTED_SORT,
  type ListedRow,
} from '../shared/listed-documents.js';
import { receiptSummary, type DeliveryReceiptSummaryResponse } from './dto/delivery-receipt.response.js';
import { asReceipt, RECEIPT_COLUMNS } from './receipt-rows.js';
import type { DeliveryReceipt } from './delivery-receipt.entity.js';

type Row = ListedRow & AsRow<DeliveryReceipt> & { supplier_name: string };

/** One page of deliveries, heads only; one statement. */
@Injectable()
export class ListReceipts {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListPartnerDocumentsDto, actor: Actor): Promise<Page<DeliveryReceiptSummaryResponse>> {
    const plan = {
      select: `${LISTED_HEADER}, ${RECEIPT_COLUMNS}, s.name AS supplier_name`,
      from: `document_headers d JOIN delivery_receipts r ON r.id = d.id JOIN suppliers s ON s.id = d.partner_id`,
      ...askedConditions([...documentConditions(RECEIPT, request), ['d.partner_id =', request.supplier_id]]),
      sortable: LISTED_SORT,
      default_sort: '-created_at',
      id: 'd.id',
    };
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
