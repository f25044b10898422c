import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import {
  documentConditions,
  listedHeader,
  LISTED_HEADER,
  LISTED_SORT,
  type ListedRow,
} from '../shared/listed-documents.js';
import { REQUEST } from '../shared/document-types.js';
import type { ListRequestsDto } from './dto/list-requests.dto.js';
import { requestSummary, type PurchaseRequestSummaryResponse } from './dto/purchase-request.response.js';
import type { PurchaseRequest } from './purchase-request.entity.js';

/** One page of requests, heads only; one statement. */
@Injectable()
export class ListRequests {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListRequestsDto, actor: Actor): Promise<Page<PurchaseRequestSummaryResponse>> {
    const plan = {
      select: `${LISTED_HEADER}, r.priority, r.required_by_date::text AS required_by_date`,
      from: `document_headers d JOIN purchase_requests r ON r.id = d.id`,
      ...askedConditions([...documentConditions(REQUEST, request), ['r.priority =', request.priority]]),
      sortable: LISTED_SORT,
      default_sort: '-created_at',
      id: 'd.id',
    };
    const page = await listRows<ListedRow & PurchaseRequest>(this.dataSource, plan, request);
    return page.map((row) => requestSummary({ document: listedHeader(row), request: row }, actor));
  }
}
