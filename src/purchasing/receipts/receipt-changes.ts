import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { sentFields } from '../../common/database/update-versioned.js';
import type { Tx } from '../../common/database/tx.js';
import { NotFound, ValidationFailed } from '../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../common/http/writes/write-request.js';
import { Writes } from '../../common/http/writes/writes.js';
import { optionalDecimal } from '../../common/money/decimal.js';
import { DocumentWorkflow, type DocumentChanges, type DocumentHeader } from '../../documents/index.js';
import { decisionFaults } from '../domain/quality.js';
import { DocumentDesk } from '../shared/document-desk.js';
import { RECEIPT } from '../shared/document-types.js';
import { refuseForeignLines } from '../shared/refuse-foreign-lines.js';
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { DeliveryReceiptResponse } from './dto/delivery-receipt.response.js';
import type { DecideQualityDto } from './dto/decide-quality.dto.js';
import type { UpdateDeliveryReceiptDto } from './dto/save-delivery-receipt.dto.js';
import { LandedAllocation } from './landed-costs/landed-allocation.js';
import { ReceiptDrafting } from './receipt-draft.js';
import {
  overStoredLine,
  receiptLineInput,
  storedReceiptLine,
  type ReceiptFacts,
  type ReceiptLineInput,
} from './receipt-input.js';
import { readReceipt, readReceiptLines, replaceReceiptLines, saveReceipt } from './receipt-rows.js';
import { ReceiptStore } from './receipt-store.js';

type Outcome = Promise<WriteOutcome<DeliveryReceiptResponse>>;
type Lines = (stored: readonly DeliveryReceiptLine[]) => ReceiptLineInput[];

interface Change {
  facts: ReceiptFacts & { notes?: string | null };
  lines: Lines;
}

/** Changes deliveries: drafts as they are; completed ones by taking their movements back and posting them anew. */
@Injectable()
export class ReceiptChanges {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly drafting: ReceiptDrafting,
    private readonly landed: LandedAllocation,
    private readonly store: ReceiptStore,
    private readonly desk: DocumentDesk,
  ) {}

  update(write: WriteRequest, id: string, dto: UpdateDeliveryReceiptDto, version?: number): Outcome {
    const { lines: sent, ...facts } = dto;
    return this.run(write, id, version, (document) => ({
      facts,
      lines: (stored) => changedLines(stored, sent?.map(receiptLineInput), document.is_posted),
    }));
  }

  /** Throws NotFound for another delivery's line, and everything that is wrong with the decision. */
  decide(
    write: WriteRequest,
    { id, line_id }: { id: string; line_id: string },
    dto: DecideQualityDto,
    version?: number,
  ): Outcome {
    const { decision, accepted_quantity, issue_type, notes } = dto;
    const quality = {
      decision,
      accepted_quantity: optionalDecimal(accepted_quantity) ?? undefined,
      issue_type: issue_type ?? undefined,
      quality_notes: notes,
    };
    return this.run(write, id, version, () => ({
      facts: {},
      lines: (stored) => {
        const line = stored.find((each) => each.id === line_id);
        if (line === undefined) throw new NotFound('delivery receipt line', line_id);
        const faults = decisionFaults(quality, line.received_quantity);
        if (faults.length > 0) throw new ValidationFailed(faults);
        return stored.map((each) => {
          const kept = storedReceiptLine(each);
          return each.id === line_id ? { ...kept, quality, checked: undefined } : kept;
        });
      },
    }));
  }

  private run(
    write: WriteRequest,
    id: string,
    version: number | undefined,
    plan: (document: DocumentHeader) => Change,
  ): Outcome {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, RECEIPT, version);
      const change = plan(document);
      if (document.is_posted) {
        await this.workflow.correct(tx, write, { id, type: RECEIPT }, (inner, locked) =>
          this.rewrite(inner, write, locked, change),
        );
      } else {
        this.workflow.assertEditable(document, write);
        const changed = await this.rewrite(tx, write, document, change);
        await this.workflow.change(tx, write, document, changed);
      }
      return this.store.response(tx, id, write.actor);
    });
  }

  /** Answers what changes of the document itself. */
  private async rewrite(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    { facts, lines: changed }: Change,
  ): Promise<DocumentChanges> {
    const { id, partner_id, location_id } = document;
    const before = { receipt: (await readReceipt(tx, id))!, lines: await readReceiptLines(tx, id) };
    const { notes, ...own } = facts;
    const input = {
      ...before.receipt,
      ...sentFields(own),
      id,
      supplier_id: partner_id,
      location_id,
      order_ids: [],
      lines: changed(before.lines),
    };
    const { receipt, lines } = await this.drafting.draft(tx, caller, input, before);
    await saveReceipt(tx, receipt);
    await replaceReceiptLines(tx, id, lines);
    await this.landed.settle(tx, receipt, lines, document.currency);
    const change = { before: before.receipt, after: receipt };
    await this.desk.note(tx, caller, 'updated', { id, type: RECEIPT, ...change });
    return {
      total_amount: receipt.total,
      ...(receipt.delivery_date === document.business_date ? {} : { business_date: receipt.delivery_date }),
      ...(notes === undefined ? {} : { notes }),
    };
  }
}

/** Of a completed delivery lines are corrected, never added or taken away: what is not sent stays. */
function changedLines(
  stored: readonly DeliveryReceiptLine[],
  sent: readonly ReceiptLineInput[] | undefined,
  is_posted: boolean,
): ReceiptLineInput[] {
  if (sent === undefined) return stored.map(storedReceiptLine);
  refuseForeignLines(sent, stored, { path: 'lines', all_known: is_posted });
  if (!is_posted) {
    return sent.map((line) =>
      overStoredLine(
        line,
        stored.find(({ id }) => id === line.id),
      ),
    );
  }
  return stored.map((line) => {
    const correction = sent.find(({ id }) => id === line.id);
    return correction === undefined ? storedReceiptLine(line) : overStoredLine(correction, line);
  });
}
