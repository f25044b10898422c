import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { containing } from '../../common/database/like.js';
import { askedConditions } from '../../common/http/list/conditions.js';
import { listRows } from '../../common/http/list/list-rows.js';
import type { Page } from '../../common/http/list/page.js';
import { DocumentKinds } from '../workflow/document-kinds.js';
import type { StatusMeaning } from '../workflow/document-header.js';
import type { ListDocumentsQuery } from './dto/list-documents.query.js';

export interface DocumentSummaryRow {
  id: string;
  type: string;
  number: string | null;
  status: string;
  status_name: string;
  status_meaning: StatusMeaning;
  location_id: string | null;
  partner_id: string | null;
  currency: string;
  total_amount: string | null;
  external_reference: string | null;
  source_document_id: string | null;
  business_date: string;
  is_posted: boolean;
  created_by: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

const SELECT = `
  d.id, d.type, d.number, d.status, d.status_name, d.status_meaning, d.location_id, d.partner_id, d.currency,
  d.external_reference, d.source_document_id, d.business_date::text AS business_date, d.is_posted, d.created_by, d.version,
  d.created_at, d.updated_at`;

const SEARCHED = `concat_ws(' ', d.number, d.external_reference, d.notes) ILIKE`;

/** Documents of all types, as far as the caller may read them. */
@Injectable()
export class DocumentSearch {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly kinds: DocumentKinds,
  ) {}

  list(caller: Caller, request: ListDocumentsQuery): Promise<Page<DocumentSummaryRow>> {
    const { where, params } = askedConditions([
      ['d.type =', request.type],
      ['d.status =', request.status],
      ['d.status_meaning =', request.status_meaning],
      ['d.location_id =', request.location_id],
      ['d.partner_id =', request.partner_id],
      ['d.source_document_id =', request.source_document_id],
      ['d.business_date >=', request.from],
      ['d.business_date <=', request.to],
      [SEARCHED, containing(request.q)],
    ]);
    const amount = can(caller.actor, 'costs:read') ? 'd.total_amount' : 'NULL::numeric AS total_amount';
    return listRows<DocumentSummaryRow>(
      this.dataSource,
      {
        select: `${SELECT}, ${amount}`,
        from: 'document_headers d',
        where: [...where, `d.type = ANY($${params.length + 1}::text[])`],
        params: [...params, this.kinds.readableBy(caller.actor)],
        sortable: {
          created_at: { sql: 'd.created_at', type: 'timestamptz' },
          business_date: { sql: 'd.business_date', type: 'date' },
          number: { sql: `coalesce(d.number, '')`, type: 'text' },
        },
        default_sort: '-created_at',
        id: 'd.id',
      },
      request,
    );
  }
}
