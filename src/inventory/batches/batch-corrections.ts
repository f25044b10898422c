import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit/index.js';
import { can } from '../../common/auth/actor.js';
import type { Caller } from '../../common/auth/caller.js';
import { violates } from '../../common/database/sql-state.js';
import { runInTransaction } from '../../common/database/tx.js';
import { StockLedger } from '../ledger/stock-ledger.js';
import { BatchTaken } from '../lines/operations.errors.js';
import { BatchReads } from './batch-reads.js';
import type { CorrectBatchDto } from './dto/batch.dto.js';
import type { BatchResponse } from './dto/batch.response.js';

/** Puts right what was written down wrongly about a batch, wherever its goods are. */
@Injectable()
export class BatchCorrections {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ledger: StockLedger,
    private readonly reads: BatchReads,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws NotFound and BatchTaken. */
  async correct(caller: Caller, id: string, { reason, ...change }: CorrectBatchDto): Promise<BatchResponse> {
    const canSeeCosts = can(caller.actor, 'costs:read');
    try {
      return await runInTransaction(this.dataSource, async (tx) => {
        const before = await this.reads.one(id, canSeeCosts, tx);
        await this.ledger.correctBatch(tx, id, change);
        const after = await this.reads.one(id, canSeeCosts, tx);
        await this.audit.record(tx, caller, {
          action: 'stock_batch.corrected',
          subject_type: 'stock_batch',
          subject_id: id,
          before: { batch_number: before.batch_number, expiry_date: before.expiry_date },
          after: { batch_number: after.batch_number, expiry_date: after.expiry_date, reason },
        });
        return after;
      });
    } catch (error) {
      if (violates(error, 'uq_stock_batches_number')) throw new BatchTaken(change.batch_number);
      throw error;
    }
  }
}
