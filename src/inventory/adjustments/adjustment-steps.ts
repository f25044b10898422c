import { Injectable } from '@nestjs/common';
import { can } from '../../common/auth/actor.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { AdjustmentReads, STOCK_ADJUSTMENT } from './adjustment-reads.js';
import type { AdjustmentResponse } from './dto/adjustment.response.js';

/** Moves adjustments on: they are approved, booked or taken back. */
@Injectable()
export class AdjustmentSteps {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly reads: AdjustmentReads,
  ) {}

  /** By the action of a transition: `submit`, `approve`, `post`, `cancel`. Throws what the workflow and the ledger throw. */
  act(
    write: WriteRequest,
    action: string,
    step: { id: string; version?: number; comment?: string | null },
  ): Promise<WriteOutcome<AdjustmentResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { document } = await this.workflow.transition(tx, write, {
        id: step.id,
        type: STOCK_ADJUSTMENT,
        action,
        comment: step.comment ?? undefined,
        expected_version: step.version,
      });
      return this.reads.whole(tx, document, can(write.actor, 'costs:read'));
    });
  }
}
