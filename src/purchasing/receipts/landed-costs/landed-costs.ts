import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../common/auth/caller.js';
import type { Tx } from '../../../common/database/tx.js';
import { ValidationFailed, type FieldError } from '../../../common/errors/domain-error.js';
import type { WriteOutcome } from '../../../common/http/writes/write-outcome.js';
import type { WriteRequest } from '../../../common/http/writes/write-request.js';
import { Writes } from '../../../common/http/writes/writes.js';
import { currencyDigits } from '../../../common/money/currency.js';
import { Decimal, sum } from '../../../common/money/decimal.js';
import { businessDate } from '../../../common/time/business-date.js';
import { DocumentWorkflow, type DocumentHeader } from '../../../documents/index.js';
import { StockLedger } from '../../../inventory/index.js';
import { RECEIPT } from '../../shared/document-types.js';
import type { AddLandedCostsDto } from '../dto/add-landed-costs.dto.js';
import type { DeliveryReceiptResponse } from '../dto/delivery-receipt.response.js';
import { readReceipt, readReceiptLines, saveReceipt, saveReceiptLines } from '../receipt-rows.js';
import { ReceiptStore } from '../receipt-store.js';
import { allocationFaults, LandedAllocation, shareOf, sharesOf } from './landed-allocation.js';
import type { LandedCost } from './landed-cost.entity.js';
import { LandedCostRecords } from './landed-cost-records.js';
import { insertShares } from './landed-cost-rows.js';

type Outcome = Promise<WriteOutcome<DeliveryReceiptResponse>>;

/** Adds freight, duty and the like to what the goods of a delivery cost. */
@Injectable()
export class LandedCosts {
  constructor(
    private readonly writes: Writes,
    private readonly workflow: DocumentWorkflow,
    private readonly allocation: LandedAllocation,
    private readonly ledger: StockLedger,
    private readonly store: ReceiptStore,
    private readonly records: LandedCostRecords,
  ) {}

  /**
   * Before the delivery is completed they become part of the unit costs; after it, what is left of the goods is revalued
   * and what was sold of them is trued up, today.
   */
  add(write: WriteRequest, id: string, dto: AddLandedCostsDto, version?: number): Outcome {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, RECEIPT, version);
      if (!document.is_posted) this.workflow.assertEditable(document, write);
      const lines = await readReceiptLines(tx, id);
      const at = (index: number): string => `costs.${index}.allocation`;
      const allocations = dto.costs.map(({ allocation }) => allocation);
      const faults = [
        ...allocationFaults(allocations, lines, at),
        ...centFaults(dto, currencyDigits(document.currency)),
      ];
      if (faults.length > 0) throw new ValidationFailed(faults);
      const costs = await this.records.add(tx, write, document, dto);
      const receipt = (await readReceipt(tx, id))!;
      if (document.is_posted) {
        await this.addLate(tx, write, document, costs);
        await this.workflow.touch(tx, write, document);
      } else {
        await this.allocation.settle(tx, receipt, lines, document.currency);
        await this.workflow.change(tx, write, document, {});
      }
      return this.store.response(tx, id, write.actor);
    });
  }

  /** Only while the goods are not in stock. */
  remove(write: WriteRequest, { id, cost_id }: { id: string; cost_id: string }, version?: number): Outcome {
    return this.writes.execute(write, async (tx) => {
      const document = await this.workflow.lock(tx, id, RECEIPT, version);
      this.workflow.assertEditable(document, write);
      await this.records.remove(tx, write, { id, cost_id });
      const lines = await readReceiptLines(tx, id);
      await this.allocation.settle(tx, (await readReceipt(tx, id))!, lines, document.currency);
      await this.workflow.change(tx, write, document, {});
      return this.store.response(tx, id, write.actor);
    });
  }

  private async addLate(
    tx: Tx,
    caller: Caller,
    document: DocumentHeader,
    costs: readonly LandedCost[],
  ): Promise<void> {
    const receipt = (await readReceipt(tx, document.id))!;
    const lines = await readReceiptLines(tx, document.id);
    const shares = costs.flatMap((cost) => sharesOf(cost, lines, document.currency));
    await insertShares(tx, shares);
    await saveReceiptLines(
      tx,
      lines.map((line) => ({ ...line, landed_amount: line.landed_amount.plus(shareOf(line, shares)) })),
    );
    const added = sum(costs.map(({ amount }) => amount));
    await saveReceipt(tx, { ...receipt, landed_total: receipt.landed_total.plus(added) });
    const occurred_at = costs[0]!.created_at;
    await this.ledger.addCost(
      tx,
      shares.map(({ id: line_id, receipt_line_id: source_line_id, amount }) => ({
        line_id,
        source_line_id,
        amount,
      })),
      {
        type: RECEIPT,
        id: document.id,
        occurred_at,
        business_date: businessDate(occurred_at, document.time_zone),
        actor_id: caller.actor.id,
        reason: costs
          .map(({ description }) => description)
          .join(', ')
          .slice(0, 200),
      },
    );
  }
}

function centFaults({ costs }: AddLandedCostsDto, digits: number): FieldError[] {
  return costs.flatMap(({ amount }, index) =>
    new Decimal(amount).decimalPlaces() <= digits
      ? []
      : [
          {
            field: `costs.${index}.amount`,
            code: 'TOO_MANY_DECIMALS',
            message: `amount must have at most ${digits} decimals`,
          },
        ],
  );
}
