import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/auth/actor.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import type { AsRow } from '../shared/columns.js';
import { shownTo } from '../shared/costs.js';
import { RETURN } from '../shared/document-types.js';
import type { ListPartnerDocumentsDto } from '../shared/list-documents.dto.js';
import { listedHeader, supplierDocuments, type ListedRow } from '../shared/listed-documents.js';
import { returnSummary, type SupplierReturnSummaryResponse } from './dto/supplier-return.response.js';
import { asReturn, RETURN_COLUMNS } from './return-rows.js';
import type { SupplierReturn } from './supplier-return.entity.js';

type Row = ListedRow & AsRow<SupplierReturn> & { supplier_name: string };

/** One page of returns, heads only; one statement. */
@Injectable()
export class ListReturns {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run(request: ListPartnerDocumentsDto, actor: Actor): Promise<Page<SupplierReturnSummaryResponse>> {
    const plan = supplierDocuments(RETURN, request, { table: 'supplier_returns', columns: RETURN_COLUMNS });
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
