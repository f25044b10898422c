import { containing } from '../../common/database/like.js';
import { askedConditions, type Condition } from '../../common/http/list/conditions.js';
import type { ListPlan } from '../../common/http/list/list-rows.js';
import type { ListStockDocumentsQuery } from './list-stock-documents.query.js';

/** Conditions, parameters and orders of a list over `document_headers h`. `lines` has a document_id and a product_id. */
export function documentListPlan(
  type: string,
  lines: string,
  filter: ListStockDocumentsQuery,
  more: readonly Condition[] = [],
): Pick<ListPlan, 'where' | 'params' | 'sortable' | 'default_sort' | 'id'> {
  const { where, params } = askedConditions([
    ['h.type =', type],
    ['h.status =', filter.status],
    ['h.status_meaning =', filter.status_meaning],
    ['h.location_id =', filter.location_id],
    ['h.business_date >=', filter.from],
    ['h.business_date <=', filter.to],
    [`coalesce(h.number, '') || ' ' || coalesce(h.external_reference, '') ILIKE`, containing(filter.q)],
    ...more,
  ]);
  if (filter.product_id !== undefined) {
    const product = `$${params.push(filter.product_id)}::uuid`;
    where.push(`EXISTS (SELECT FROM ${lines} l WHERE l.document_id = h.id AND l.product_id = ${product})`);
  }
  return {
    where,
    params,
    sortable: {
      created_at: { sql: 'h.created_at', type: 'timestamptz' },
      number: { sql: `coalesce(h.number, '')`, type: 'text' },
      business_date: { sql: 'h.business_date', type: 'date' },
    },
    default_sort: '-created_at',
    id: 'h.id',
  };
}
