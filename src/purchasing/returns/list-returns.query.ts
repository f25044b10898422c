import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { AsRow } from '../shared/columns.js';
import { shownTo } from '../shared/costs.js';
import { RETURN } from '../shared/document-types.js';
import type { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import {
  documentConditions,
  listedHeader,
  LISTED_HEADER,
  LISTED_SORT,
  type ListedRow,
} from '../shared/listed-documents.js';
import { returnSummary, type SupplierReturnSummaryResponse } from './dto/supplier-return.response.js';
import { asReturn, RETURN_COLUMNS } from './return-rows.js';
import type { SupplierReturn } from './supplier-return.entity.js';

type Row = ListedRow & AsRow<SupplierReturn> & { supplier_name: string };

/** One page of returns, heads only; one statement. */
@Injectable()
export class ListReturns {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListPartnerDocumentsDto, actor: Actor): Promise<Page<SupplierReturnSummaryResponse>> {
    const plan = {
      select: `${LISTED_HEADER}, ${RETURN_COLUMNS}, s.name AS supplier_name`,
      from: `document_headers d JOIN supplier_returns r ON r.id = d.id JOIN suppliers s ON s.id = d.partner_id`,
      ...askedConditions([...documentConditions(RETURN, request), ['d.partner_id =', request.supplier_id]]),
      sortable: LISTED_SORT,
      default_sort: '-created_at',
      id: 'd.id',
    };
    const page = await listRows<Row>(this.dataSource, plan, request);
    return page.map((row) => {
      const { supplier_name } = row;
      return shownTo(
        actor,
        returnSummary({ document: listedHeader(row), head: asReturn(row), supplier_name }),
      );
    });
  }
}
