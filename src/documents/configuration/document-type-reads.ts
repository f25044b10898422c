import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound, StaleVersion } from '../../common/errors/domain-error.js';
import type { DocumentType } from '../entities/document-type.entity.js';
import { readConfiguration } from '../workflow/read-configuration.js';
import { approvalRulesOf } from './approval-rule-reads.js';
import { DocumentTypeDetailResponse } from './dto/document-type-detail.response.js';

const COLUMNS = `
  code, name, description, affects_stock, is_fiscal, is_active, required_meanings, sort_order, version, created_at,
  updated_at`;

const ALL = `SELECT ${COLUMNS} FROM document_types ORDER BY sort_order, code`;
const ONE = `SELECT ${COLUMNS} FROM document_types WHERE code = $1::text`;

export function allDocumentTypes(db: Queryable): Promise<DocumentType[]> {
  return query<DocumentType>(db, ALL);
}

/** The type under its lock, which changes of its configuration take turns on. Throws NotFound and StaleVersion. */
export async function lockDocumentType(tx: Tx, code: string, version?: number): Promise<DocumentType> {
  const [type] = await query<DocumentType>(tx, `${ONE} FOR UPDATE`, [code]);
  if (type === undefined) throw new NotFound('document type', code);
  if (version !== undefined && version !== type.version) throw new StaleVersion(type.version);
  return type;
}

/** A type with statuses, transitions and approval rules. Throws NotFound. */
export async function documentTypeDetail(db: Queryable, code: string): Promise<DocumentTypeDetailResponse> {
  const [type] = await query<DocumentType>(db, ONE, [code]);
  if (type === undefined) throw new NotFound('document type', code);
  return DocumentTypeDetailResponse.of(
    type,
    await readConfiguration(db, code),
    await approvalRulesOf(db, code),
  );
}
