import { askedConditions, type Condition } from '../../common/http/list/conditions.js';
import type { ListPlan, SortKey } from '../../common/http/list/list-rows.js';
import { Decimal } from '../../common/money/decimal.js';
import type { DocumentHeader, StatusMeaning } from '../../documents/index.js';
import type { ListDocumentsDto, ListPartnerDocumentsDto } from './list-documents.dto.js';

/** The columns of `document_headers d` that lists show. */
export const LISTED_HEADER = `
  d.id, d.number, d.status, d.status_name, d.status_meaning, d.location_id, d.partner_id, d.currency, d.total_amount,
  d.notes, d.source_document_id, d.business_date::text AS business_date, d.is_posted, d.created_by, d.version,
  d.created_at, d.updated_at`;

export const LISTED_SORT: Record<string, SortKey> = {
  created_at: { sql: 'd.created_at', type: 'timestamptz' },
  number: { sql: `coalesce(d.number, '')`, type: 'text' },
  business_date: { sql: 'd.business_date', type: 'date' },
  total: { sql: 'd.total_amount', type: 'numeric' },
};

export interface ListedRow {
  id: string;
  number: string | null;
  status: string;
  status_name: string;
  status_meaning: StatusMeaning;
  location_id: string | null;
  partner_id: string | null;
  currency: string;
  total_amount: string;
  notes: string | null;
  source_document_id: string | null;
  business_date: string;
  is_posted: boolean;
  created_by: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** What a list knows of a document; it does not read what its status allows. */
export type ListedHeader = Pick<
  DocumentHeader,
  | 'id'
  | 'number'
  | 'location_id'
  | 'partner_id'
  | 'currency'
  | 'total_amount'
  | 'notes'
  | 'source_document_id'
  | 'business_date'
  | 'is_posted'
  | 'created_by'
  | 'version'
  | 'created_at'
  | 'updated_at'
> & { status: Pick<DocumentHeader['status'], 'code' | 'name' | 'meaning'> };

export function listedHeader(row: ListedRow): ListedHeader {
  const { status: code, status_name: name, status_meaning: meaning, total_amount, ...rest } = row;
  return { ...rest, total_amount: new Decimal(total_amount), status: { code, name, meaning } };
}

/** The conditions that all lists of documents share. */
export function documentConditions(type: string, request: ListDocumentsDto): Condition[] {
  return [
    ['d.type =', type],
    ['ARRAY[lower(d.status), lower(d.status_name)] @>', request.status && [request.status.toLowerCase()]],
    ['d.status_meaning =', request.status_meaning],
    ['d.location_id =', request.location_id],
    ['d.number =', request.number],
    ['d.business_date >=', request.start_date],
    ['d.business_date <=', request.end_date],
  ];
}

/** One page of a supplier's documents with their heads, whose table is `r`, and the supplier's name. */
export function supplierDocuments(
  type: string,
  request: ListPartnerDocumentsDto,
  head: { table: string; columns: string },
): ListPlan {
  return {
    select: `${LISTED_HEADER}, ${head.columns}, s.name AS supplier_name`,
    from: `document_headers d JOIN ${head.table} r ON r.id = d.id JOIN suppliers s ON s.id = d.partner_id`,
    ...askedConditions([...documentConditions(type, request), ['d.partner_id =', request.supplier_id]]),
    sortable: LISTED_SORT,
    default_sort: '-created_at',
    id: 'd.id',
  };
}
