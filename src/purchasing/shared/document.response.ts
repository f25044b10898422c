import { ApiProperty } from '@nestjs/swagger';
import { STATUS_MEANINGS, type StatusMeaning } from '../../documents/index.js';
import type { ListedHeader } from './listed-documents.js';

/** What every document of purchasing answers of itself. */
export class PurchasingDocumentResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a12 */
  id: string;
  /** @example PO-000042 */
  number: string | null;
  /**
   * Its status as the shop calls it.
   * @example Pending
   */
  status: string;
  /** @example pending */
  status_code: string;
  /** What the status means, whatever it is called. */
  @ApiProperty({ enum: STATUS_MEANINGS, example: 'draft' })
  status_meaning: StatusMeaning;
  location_id: string | null;
  /** The document it was made from. */
  source_document_id: string | null;
  /** @example Ring at the back door */
  notes: string | null;
  /** @example 2026-11-28 */
  business_date: string;
  created_by: string;
  /** @example 1 */
  version: number;
  created_at: Date;
  updated_at: Date;
}

export function headerFields(document: ListedHeader): PurchasingDocumentResponse {
  const { status } = document;
  return {
    id: document.id,
    number: document.number,
    status: status.name,
    status_code: status.code,
    status_meaning: status.meaning,
    location_id: document.location_id,
    source_document_id: document.source_document_id,
    notes: document.notes,
    business_date: document.business_date,
    created_by: document.created_by,
    version: document.version,
    created_at: document.created_at,
    updated_at: document.updated_at,
  };
}
