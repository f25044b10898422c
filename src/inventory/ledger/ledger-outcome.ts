import { Decimal, ZERO } from '../../common/money/decimal.js';
import {
  InsufficientStock,
  ReceiptAlreadyConsumed,
  ReturnExceedsIssue,
  type ExceedingReturn,
} from '../inventory.errors.js';
import type { IssuedLine } from './stock-ledger.types.js';

/**
 * A row of the posting functions: what a line moved, a level that fell to its minimum, a product whose average cost is
 * another one now, or why nothing was posted.
 */
export interface OutcomeRow {
  outcome: 'posted' | 'low' | 'recosted' | 'short' | 'exceeds' | 'consumed';
  /** `exceeds` and `consumed`: the source line. `low` and `short`: null. */
  line_id: string;
  product_id: string;
  location_id: string;
  /** `low`: on hand. Refusals: what was asked for. */
  quantity: string;
  /** `posted`: the cost. `low`: the minimum. Refusals: what can be had. */
  amount: string;
  sku: string;
  name: string;
}

function exceeding(row: OutcomeRow): ExceedingReturn {
  return { source_line_id: row.line_id, requested: Number(row.quantity), reversible: Number(row.amount) };
}

/** Throws the refusal that the rows tell of, if any. */
export function refuseIfShort(rows: readonly OutcomeRow[]): void {
  const of = (outcome: OutcomeRow['outcome']): OutcomeRow[] => rows.filter((row) => row.outcome === outcome);
  const short = of('short');
  if (short.length > 0) {
    throw new InsufficientStock(
      short.map(({ product_id, sku, name, quantity, amount }) => ({
        product_id,
        sku,
        name,
        requested: Number(quantity),
        available: Number(amount),
      })),
    );
  }
  const exceeds = of('exceeds');
  if (exceeds.length > 0) throw new ReturnExceedsIssue(exceeds.map(exceeding));
  const consumed = of('consumed');
  if (consumed.length > 0) throw new ReceiptAlreadyConsumed(consumed.map(exceeding));
}

/** What each line moved, in the order of the request: the rows come per layer. */
export function postedLines(
  lines: readonly { line_id: string }[],
  rows: readonly OutcomeRow[],
): IssuedLine[] {
  const posted = new Map<string, IssuedLine>();
  for (const { line_id, product_id, quantity, amount } of rows.filter(
    ({ outcome }) => outcome === 'posted',
  )) {
    const earlier = posted.get(line_id);
    posted.set(line_id, {
      line_id,
      product_id,
      quantity: new Decimal(quantity).plus(earlier?.quantity ?? ZERO),
      cost: new Decimal(amount).plus(earlier?.cost ?? ZERO),
    });
  }
  return lines.map(({ line_id }) => posted.get(line_id)!);
}
