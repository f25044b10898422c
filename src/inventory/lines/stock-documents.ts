import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Caller } from '../../common/auth/caller.js';
import { runInTransaction } from '../../common/database/tx.js';
import {
  DocumentWorkflow,
  type DocumentActionResponse,
  type DocumentHistoryResponse,
} from '../../documents/index.js';

/** What every kind of document that moves stock answers alike. */
@Injectable()
export class StockDocuments {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly workflow: DocumentWorkflow,
  ) {}

  /** Throws NotFound. */
  actions(caller: Caller, id: string, type: string): Promise<DocumentActionResponse[]> {
    return this.workflow.actions(this.dataSource, caller, id, type);
  }

  /** Throws NotFound. */
  async history(id: string, type: string): Promise<DocumentHistoryResponse[]> {
    await this.workflow.header(this.dataSource, id, type);
    return this.workflow.history(this.dataSource, id);
  }

  /** Throws NotFound, StaleVersion and DocumentNotDeletable. */
  remove(caller: Caller, target: { id: string; version?: number }, type: string): Promise<void> {
    return runInTransaction(this.dataSource, async (tx) => {
      const document = await this.workflow.lock(tx, target.id, type, target.version);
      await this.workflow.remove(tx, caller, document);
    });
  }
}
