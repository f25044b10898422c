import { Injectable } from '@nestjs/common';
import { newId } from '../../../common/database/new-id.js';
import type { Tx } from '../../../common/database/tx.js';
import type { FieldError } from '../../../common/errors/domain-error.js';
import { currencyDigits } from '../../../common/money/currency.js';
import { ZERO, sum } from '../../../common/money/decimal.js';
import { allocate, canAllocate, type Allocation, type LandedLine } from '../../domain/landed-costs.js';
import type { DeliveryReceiptLine } from '../delivery-receipt-line.entity.js';
import type { DeliveryReceipt } from '../delivery-receipt.entity.js';
import { saveReceipt, saveReceiptLines } from '../receipt-rows.js';
import type { LandedCost, LandedCostShare } from './landed-cost.entity.js';
import { forgetShares, insertShares, readLandedCosts } from './landed-cost-rows.js';

/** What the shares of a line are measured by: what of it was accepted. */
export function landedLine(line: DeliveryReceiptLine): LandedLine {
  const base_quantity = line.accepted_quantity.times(line.unit_factor);
  return {
    line_id: line.id,
    base_quantity,
    net_amount: line.net_amount,
    weight_kg: base_quantity.times(line.unit_weight_kg ?? ZERO),
  };
}

export function sharesOf(
  cost: Pick<LandedCost, 'id' | 'amount' | 'allocation'>,
  lines: readonly DeliveryReceiptLine[],
  currency: string,
): LandedCostShare[] {
  const amounts = allocate(cost, lines.map(landedLine), currencyDigits(currency));
  return lines.flatMap((line, index) => {
    const amount = amounts[index]!;
    return amount.isZero()
      ? []
      : [{ id: newId(), landed_cost_id: cost.id, receipt_line_id: line.id, amount }];
  });
}

const MISSING: Readonly<Record<Allocation, string>> = {
  quantity: 'Nothing was accepted that could bear the cost.',
  value: 'The goods cost nothing: allocate by quantity or weight.',
  weight: 'Nobody knows what the goods weigh: allocate by quantity or value.',
};

/** Why costs cannot be shared out over these lines, if so. */
export function allocationFaults(
  allocations: readonly Allocation[],
  lines: readonly DeliveryReceiptLine[],
  at: (index: number) => string,
): FieldError[] {
  const measured = lines.map(landedLine);
  return allocations.flatMap((allocation, index) =>
    canAllocate(allocation, measured)
      ? []
      : [{ field: at(index), code: 'NOTHING_TO_ALLOCATE_BY', message: MISSING[allocation] }],
  );
}

/** Shares landed costs out over the lines of a delivery whose goods are not in stock. */
@Injectable()
export class LandedAllocation {
  /**
   * Allocates every cost of the delivery anew, and writes what falls on its lines. Costs that nothing can be measured by
   * yet stay unallocated; completing the delivery refuses them.
   */
  async settle(
    tx: Tx,
    receipt: DeliveryReceipt,
    lines: readonly DeliveryReceiptLine[],
    currency: string,
  ): Promise<DeliveryReceiptLine[]> {
    const costs = await readLandedCosts(tx, receipt.id);
    if (costs.length === 0 && receipt.landed_total.isZero()) return [...lines];
    const measured = lines.map(landedLine);
    const possible = costs.filter(({ allocation }) => canAllocate(allocation, measured));
    const shares = possible.flatMap((cost) => sharesOf(cost, lines, currency));
    await forgetShares(tx, receipt.id);
    await insertShares(tx, shares);
    const settled = lines.map((line) => ({ ...line, landed_amount: shareOf(line, shares) }));
    await saveReceiptLines(tx, settled);
    await saveReceipt(tx, { ...receipt, landed_total: sum(costs.map(({ amount }) => amount)) });
    return settled;
  }
}

export function shareOf(
  line: DeliveryReceiptLine,
  shares: readonly LandedCostShare[],
): DeliveryReceiptLine['landed_amount'] {
  return sum(shares.filter(({ receipt_line_id }) => receipt_line_id === line.id).map(({ amount }) => amount));
}
