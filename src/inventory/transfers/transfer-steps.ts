import { Injectable } from '@nestjs/common';
import { can } from '../../common/auth/actor.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { DocumentWorkflow } from '../../documents/index.js';
import { planArrivals } from '../domain/transfer-arrivals.js';
import { TransferNotOnItsWay } from '../lines/operations.errors.js';
import type { ReceiveTransferDto } from './dto/save-transfer.dto.js';
import type { TransferResponse } from './dto/transfer.response.js';
import { TransferArrivals } from './transfer-arrivals.js';
import { STOCK_TRANSFER, TransferReads } from './transfer-reads.js';
import { transferLines } from './transfer-store.js';

interface Step {
  id: string;
  version?: number;
  comment?: string | null;
}

/** Moves transfers on: they leave, arrive, or come back. */
@Injectable()
export class TransferSteps {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly arrivals: TransferArrivals,
    private readonly reads: TransferReads,
  ) {}

  /** By the action of a transition: `ship`, `cancel`. Throws what the workflow and the ledger throw. */
  act(write: WriteRequest, action: string, step: Step): Promise<WriteOutcome<TransferResponse>> {
    return this.writes.execute(write, async (tx) => {
      const { document } = await this.workflow.transition(tx, write, {
        id: step.id,
        type: STOCK_TRANSFER,
        action,
        comment: step.comment ?? undefined,
        expected_version: step.version,
      });
      return this.reads.whole(tx, document, can(write.actor, 'costs:read'));
    });
  }

  /**
   * Books what came of a transfer, and what got lost. Whoever comes second waits for the first and sees what is left.
   * Throws TransferNotOnItsWay and what planArrivals throws.
   */
  receive(write: WriteRequest, step: Step, dto: ReceiveTransferDto): Promise<WriteOutcome<TransferResponse>> {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, step.id, STOCK_TRANSFER, step.version);
      const { meaning } = document.status;
      if (meaning !== 'in_progress' && meaning !== 'partial')
        throw new TransferNotOnItsWay(document.status.name);
      const lines = await transferLines(tx, document.id);
      const arrivals = planArrivals(lines, dto.lines);
      const received = await this.arrivals.book(tx, write, document, { lines, arrivals });
      return this.reads.whole(tx, received, can(write.actor, 'costs:read'));
    });
  }
}
