import { ApiProperty } from '@nestjs/swagger';
import { STATUS_MEANINGS, type DocumentHeader, type StatusMeaning } from '../../documents/index.js';

/** What every document that moves stock says of itself. */
export class StockDocumentResponse {
  /** @example 01994d0e-7c1a-7b7e-9f66-3c2d5b1d1a10 */
  id: string;
  /** @example TR-000012 */
  number: string | null;
  /** @example in_transit */
  status: string;
  /** @example In transit */
  status_name: string;
  @ApiProperty({ enum: STATUS_MEANINGS, example: 'in_progress' })
  status_meaning: StatusMeaning;
  /** @example 01900000-0000-7000-8000-000000000101 */
  location_id: string;
  /** @example WB-2026-118 */
  external_reference: string | null;
  notes: string | null;
  /**
   * The business day in the location's zone.
   * @example 2026-11-28
   */
  business_date: string;
  created_by: string;
  /** @example 3 */
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** Columns of `document_headers h` that `HeaderRow` names. */
export const HEADER_COLUMNS = `
  h.id, h.number, h.status, h.status_name, h.status_meaning, h.location_id, h.external_reference, h.notes,
  h.business_date::text AS business_date, h.created_by, h.version, h.created_at, h.updated_at`;

export type HeaderRow = { [Field in keyof StockDocumentResponse]: StockDocumentResponse[Field] };

/** A document's row of a list. */
export function headOfRow(row: HeaderRow): StockDocumentResponse {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    status_name: row.status_name,
    status_meaning: row.status_meaning,
    location_id: row.location_id,
    external_reference: row.external_reference,
    notes: row.notes,
    business_date: row.business_date,
    created_by: row.created_by,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

export function headOf(header: DocumentHeader): StockDocumentResponse {
  const { status, location_id, ...rest } = header;
  return headOfRow({
    ...rest,
    location_id: location_id!,
    status: status.code,
    status_name: status.name,
    status_meaning: status.meaning,
  });
}
