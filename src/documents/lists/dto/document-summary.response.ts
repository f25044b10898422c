import { ApiProperty } from '@nestjs/swagger';
import { STATUS_MEANINGS, type StatusMeaning } from '../../workflow/document-header.js';
import type { DocumentSummaryRow } from '../document-search.query.js';

/** A document of whatever type; its own route shows the rest. */
export class DocumentSummaryResponse {
  /** @example 01930000-0000-7000-8000-000000000071 */
  id: string;
  /** @example purchase_order */
  type: string;
  /** @example PO-000001 */
  number: string | null;
  /** @example sent */
  status: string;
  /** @example Sent */
  status_name: string;
  /** @example sent */
  @ApiProperty({ enum: STATUS_MEANINGS })
  status_meaning: StatusMeaning;
  location_id: string | null;
  partner_id: string | null;
  /** @example EUR */
  currency: string;
  /**
   * Null for callers without costs:read.
   * @example 1250
   */
  total_amount: number | null;
  /** @example AB-7781 */
  external_reference: string | null;
  source_document_id: string | null;
  /** @example 2026-11-20 */
  business_date: string;
  /** Whether its movements of stock stand. */
  is_posted: boolean;
  created_by: string;
  version: number;
  created_at: Date;
  updated_at: Date;

  static from(this: void, row: DocumentSummaryRow): DocumentSummaryResponse {
    return Object.assign(new DocumentSummaryResponse(), {
      id: row.id,
      type: row.type,
      number: row.number,
      status: row.status,
      status_name: row.status_name,
      status_meaning: row.status_meaning,
      location_id: row.location_id,
      partner_id: row.partner_id,
      currency: row.currency,
      total_amount: row.total_amount === null ? null : Number(row.total_amount),
      external_reference: row.external_reference,
      source_document_id: row.source_document_id,
      business_date: row.business_date,
      is_posted: row.is_posted,
      created_by: row.created_by,
      version: row.version,
      created_at: row.created_at,
      updated_at: row.updated_at,
    });
  }
}
