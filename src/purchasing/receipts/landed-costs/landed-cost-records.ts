import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../../audit/index.js';
import type { Caller } from '../../../common/auth/caller.js';
import { newId } from '../../../common/database/new-id.js';
import { violates } from '../../../common/database/sql-state.js';
import type { Tx } from '../../../common/database/tx.js';
import { InvalidField, NotFound } from '../../../common/errors/domain-error.js';
import { Decimal } from '../../../common/money/decimal.js';
import { Clock } from '../../../common/time/clock.js';
import type { DocumentHeader } from '../../../documents/index.js';
import { RECEIPT } from '../../shared/document-types.js';
import type { AddLandedCostsDto } from '../dto/add-landed-costs.dto.js';
import type { LandedCost } from './landed-cost.entity.js';
import { insertLandedCosts, removeLandedCost } from './landed-cost-rows.js';

/** Keeps the costs themselves, and who added them. */
@Injectable()
export class LandedCostRecords {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async add(tx: Tx, caller: Caller, document: DocumentHeader, dto: AddLandedCostsDto): Promise<LandedCost[]> {
    const costs = dto.costs.map((cost) => ({
      id: newId(),
      document_id: document.id,
      description: cost.description,
      amount: new Decimal(cost.amount),
      allocation: cost.allocation,
      supplier_id: cost.supplier_id ?? null,
      is_late: document.is_posted,
      created_at: this.clock.now(),
      created_by: caller.actor.id,
    }));
    await insertLandedCosts(tx, costs).catch((error: unknown) => {
      if (!violates(error, 'fk_landed_costs_supplier')) throw error;
      throw new InvalidField('costs', 'SUPPLIER_NOT_FOUND', 'One of the suppliers does not exist.');
    });
    await this.note(tx, caller, document.id, { after: { costs } });
    return costs;
  }

  /** Throws NotFound. */
  async remove(tx: Tx, caller: Caller, { id, cost_id }: { id: string; cost_id: string }): Promise<void> {
    if (!(await removeLandedCost(tx, id, cost_id))) throw new NotFound('landed cost', cost_id);
    await this.note(tx, caller, id, { before: { id: cost_id } });
  }

  private note(
    tx: Tx,
    caller: Caller,
    subject_id: string,
    change: { before?: object; after?: object },
  ): Promise<void> {
    const action = change.after === undefined ? 'landed_cost_removed' : 'landed_costs_added';
    const entry = { action: `delivery_receipt.${action}`, subject_type: RECEIPT, subject_id, ...change };
    return this.audit.record(tx, caller, entry);
  }
}
