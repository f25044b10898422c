import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import {
  DocumentWorkflow,
  type BulkTransitionDto,
  type DocumentActionResponse,
  type DocumentHistoryResponse,
  type TransitionVerdict,
} from '../../documents/index.js';

/** What may be done with documents of purchasing, what was done, and one step with many of them. */
@Injectable()
export class DocumentInquiries {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
  ) {}

  actions(caller: Caller, id: string, type: string): Promise<DocumentActionResponse[]> {
    return this.workflow.actions(this.dataSource, caller, id, type);
  }

  /** Throws NotFound for a document of another type. */
  async history(id: string, type: string): Promise<DocumentHistoryResponse[]> {
    await this.workflow.header(this.dataSource, id, type);
    return this.workflow.history(this.dataSource, id);
  }

  transitions(caller: Caller, type: string, dto: BulkTransitionDto): Promise<TransitionVerdict[]> {
    const { ids, action, comment } = dto;
    return this.workflow.transitions(caller, { type, ids, action, comment: comment ?? undefined });
  }
}
