import { Injectable } from '@nestjs/common';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { CountReads, STOCK_COUNT } from './count-reads.js';
import type { CountResponse } from './dto/count.response.js';
import { StockCount, type Uncounted } from './stock-count.entity.js';

interface Step {
  id: string;
  action: string;
  version?: number;
  comment?: string | null;
}

/** Moves counts on: they are reviewed, counted further, posted or given up. */
@Injectable()
export class CountSteps {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly reads: CountReads,
  ) {}

  /** Throws what the workflow and the ledger throw. `uncounted` counts when the step posts. */
  act(write: WriteRequest, step: Step, uncounted?: Uncounted): Promise<WriteOutcome<CountResponse>> {
    const { id, action, version, comment } = step;
    return this.writes.execute(write, async (tx) => {
      const { status } = await this.workflow.lock(tx, id, STOCK_COUNT, version);
      if (uncounted !== undefined && !status.is_final) await tx.update(StockCount, id, { uncounted });
      await this.workflow.transition(tx, write, {
        id,
        type: STOCK_COUNT,
        action,
        comment: comment ?? undefined,
      });
      return this.reads.one(id, tx);
    });
  }
}
