import { Decimal, ZERO } from '../../common/money/decimal.js';
import {
  InsufficientStock,
  ReceiptAlreadyConsumed,
  ReturnExceedsIssue,
  type ExceedingReturn,
  type ShortProduct,
} from '../inventory.errors.js';
import {
  CostBelowZero,
  LOT_REFUSALS,
  LotRefused,
  NothingToCost,
  type LotRefusal,
  type RefusedLine,
  type UncostableLine,
} from './lot.errors.js';
import type { IssuedLine, TakenLayer } from './stock-ledger.types.js';

/**
 * A row of the posting functions: what a line moved, a level that fell to its minimum, a product whose average cost is
 * another one now, or why nothing was posted.
 */
export interface OutcomeRow {
  outcome:
    | 'posted'
    | 'low'
    | 'recosted'
    | 'short'
    | 'exceeds'
    | 'consumed'
    | 'nothing_to_cost'
    | 'cost_below_zero'
    | LotRefusal;
  /** `exceeds`, `consumed` and costs: the source line. `low` and `short`: null. */
  line_id: string;
  product_id: string;
  location_id: string;
  /** `low`: on hand. Refusals: what was asked for. */
  quantity: string;
  /** `posted`: the cost. `low`: the minimum. Refusals: what can be had. */
  amount: string;
  sku: string | null;
  name: string | null;
  layer_id: string | null;
  /** The lot, or what stands in the way. */
  detail:
    | (Partial<Omit<RefusedLine, 'named'>> &
        Pick<ShortProduct, 'reserved' | 'held' | 'expired' | 'batch_id' | 'state'>)
    | null;
}

function exceeding(row: OutcomeRow): ExceedingReturn {
  return { source_line_id: row.line_id, requested: Number(row.quantity), reversible: Number(row.amount) };
}

function shortProduct({ product_id, sku, name, quantity, amount, detail }: OutcomeRow): ShortProduct {
  return {
    product_id,
    sku: sku ?? '',
    name: name ?? '',
    requested: Number(quantity),
    available: Number(amount),
    ...(detail as Partial<ShortProduct> | null),
  };
}

function refusedLine(row: OutcomeRow): RefusedLine {
  return {
    line_id: row.line_id,
    product_id: row.product_id,
    ...(row.sku === null ? {} : { sku: row.sku, name: row.name ?? '' }),
    requested: Number(row.quantity),
    ...(row.outcome === 'serials_required' ? { named: Number(row.amount) } : {}),
    ...row.detail,
  };
}

function uncostable(row: OutcomeRow): UncostableLine {
  return { source_line_id: row.line_id, amount: Number(row.quantity) };
}

/** Throws the refusal that the rows tell of, if any. */
export function refuseIfAny(rows: readonly OutcomeRow[]): void {
  const of = (outcome: OutcomeRow['outcome']): OutcomeRow[] => rows.filter((row) => row.outcome === outcome);
  const isPosted = rows.every(({ outcome }) => ['posted', 'low', 'recosted'].includes(outcome));
  if (isPosted) return;
  for (const refusal of Object.keys(LOT_REFUSALS) as LotRefusal[]) {
    const refused = of(refusal);
    if (refused.length > 0) throw new LotRefused(refusal, refused.map(refusedLine));
  }
  const short = of('short');
  if (short.length > 0) throw new InsufficientStock(short.map(shortProduct));
  const exceeds = of('exceeds');
  if (exceeds.length > 0) throw new ReturnExceedsIssue(exceeds.map(exceeding));
  const consumed = of('consumed');
  if (consumed.length > 0) throw new ReceiptAlreadyConsumed(consumed.map(exceeding));
  const costless = of('nothing_to_cost');
  if (costless.length > 0) throw new NothingToCost(costless.map(uncostable));
  throw new CostBelowZero(of('cost_below_zero').map(uncostable));
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
  return lines.flatMap(({ line_id }) => posted.get(line_id) ?? []);
}

/** The same by layer. */
export function takenLayers(rows: readonly OutcomeRow[]): TakenLayer[] {
  return rows.flatMap(({ outcome, line_id, product_id, layer_id, quantity, amount, detail }) => {
    if (outcome !== 'posted' || layer_id === null) return [];
    const units = new Decimal(quantity);
    return {
      line_id,
      product_id,
      layer_id,
      batch_id: detail?.batch_id ?? null,
      batch_number: detail?.batch_number ?? null,
      expiry_date: detail?.expiry_date ?? null,
      serial_number: detail?.serial_number ?? null,
      quantity: units,
      unit_cost: new Decimal(amount).div(units),
    };
  });
}
