import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import type { Caller } from '../../common/auth/caller.js';
import { isStillReferenced } from '../../common/database/sql-state.js';
import { query } from '../../common/database/statement.js';
import { runInTransaction, type Tx } from '../../common/database/tx.js';
import { sentFields } from '../../common/database/update-versioned.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { workflowFaults } from '../domain/check-workflow.js';
import { changeOfWorkflow, type WorkflowChange } from '../domain/workflow-change.js';
import { fault } from '../domain/workflow-plan.js';
import { IllegalWorkflow } from '../documents.errors.js';
import type { DocumentType } from '../entities/document-type.entity.js';
import { readConfiguration } from '../workflow/read-configuration.js';
import { allDocumentTypes, documentTypeDetail, lockDocumentType } from './document-type-reads.js';
import type { DocumentTypeDetailResponse } from './dto/document-type-detail.response.js';
import type { SaveWorkflowDto } from './dto/save-workflow.dto.js';
import type { UpdateDocumentTypeDto } from './dto/update-document-type.dto.js';
import { hasDocuments, statusesInUse, writeWorkflow } from './workflow-writes.js';

const UPDATE = `
  UPDATE document_types SET name = $2::text, description = $3::text, is_active = $4::boolean, sort_order = $5::integer,
    is_fiscal = $6::boolean, version = version + 1, updated_at = now()
  WHERE code = $1::text`;

const FISCAL_SERIES = `UPDATE number_series SET is_fiscal = $2::boolean WHERE type_code = $1::text`;

interface Target {
  code: string;
  version?: number;
}

/**
 * Types of documents as configuration. A type itself is made by the context that keeps its documents: what it does is
 * code. Whoever configures a type takes turns on its row; documents read the configuration afresh at every step.
 */
@Injectable()
export class DocumentTypesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
  ) {}

  list(): Promise<DocumentType[]> {
    return allDocumentTypes(this.dataSource);
  }

  get(code: string): Promise<DocumentTypeDetailResponse> {
    return documentTypeDetail(this.dataSource, code);
  }

  /** Throws NotFound and StaleVersion. */
  update(caller: Caller, target: Target, dto: UpdateDocumentTypeDto): Promise<DocumentTypeDetailResponse> {
    return runInTransaction(this.dataSource, async (tx) => {
      const before = await lockDocumentType(tx, target.code, target.version);
      const after = { ...before, ...sentFields(dto) };
      await this.save(tx, after);
      await this.record(tx, caller, 'document_type.updated', { before, after });
      return documentTypeDetail(tx, target.code);
    });
  }

  /** Replaces the whole workflow. Throws NotFound, StaleVersion, and IllegalWorkflow with every reason. */
  replaceWorkflow(caller: Caller, target: Target, dto: SaveWorkflowDto): Promise<DocumentTypeDetailResponse> {
    const { code } = target;
    return runInTransaction(this.dataSource, async (tx) => {
      const type = await lockDocumentType(tx, code, target.version);
      const before = await documentTypeDetail(tx, code);
      const is_fiscal = dto.is_fiscal ?? type.is_fiscal;
      const present = await readConfiguration(tx, code);
      const change = changeOfWorkflow(present, dto);
      const faults = workflowFaults({
        ...type,
        is_fiscal,
        statuses: dto.statuses,
        transitions: dto.transitions,
      });
      faults.push(...change.faults, ...(await this.useFaults(tx, type, { is_fiscal, change })));
      if (faults.length > 0) throw new IllegalWorkflow(faults);
      await this.write(tx, code, change);
      await this.save(tx, { ...type, is_fiscal });
      if (is_fiscal !== type.is_fiscal) await query(tx, FISCAL_SERIES, [code, is_fiscal]);
      const after = await documentTypeDetail(tx, code);
      await this.record(tx, caller, 'document_type.workflow_replaced', { before, after });
      return after;
    });
  }

  /** A document may come to a status in the moment that it is removed: the database refuses. */
  private async write(tx: Tx, code: string, change: WorkflowChange): Promise<void> {
    await writeWorkflow(tx, code, change).catch((error: unknown) => {
      if (!isStillReferenced(error)) throw error;
      throw new IllegalWorkflow([fault('statuses', 'STATUS_IN_USE', 'A removed status is in use.')]);
    });
  }

  private async useFaults(
    tx: Tx,
    type: DocumentType,
    { is_fiscal, change }: { is_fiscal: boolean; change: WorkflowChange },
  ): Promise<FieldError[]> {
    const used = await statusesInUse(
      tx,
      change.removed_statuses.map(({ id }) => id),
    );
    const faults = used.map(({ code, documents }) =>
      fault('statuses', 'STATUS_IN_USE', `${documents} documents are ${code}; it cannot be removed.`),
    );
    if (is_fiscal !== type.is_fiscal && (await hasDocuments(tx, type.code))) {
      faults.push(fault('is_fiscal', 'TYPE_HAS_DOCUMENTS', 'Documents of this type were numbered already.'));
    }
    return faults;
  }

  private async save(tx: Tx, type: DocumentType): Promise<void> {
    const { code, name, description, is_active, sort_order, is_fiscal } = type;
    await query(tx, UPDATE, [code, name, description, is_active, sort_order, is_fiscal]);
  }

  private record(
    tx: Tx,
    caller: Caller,
    action: string,
    { before, after }: { before: { code: string } & object; after: object },
  ): Promise<void> {
    const subject = { subject_type: 'document_type', subject_id: before.code };
    return this.audit.record(tx, caller, { action, ...subject, before, after });
  }
}
