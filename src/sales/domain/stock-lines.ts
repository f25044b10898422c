import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { StockIssueLine, StockReversalLine } from '../../inventory/index.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import { costIds } from './line-costs.js';
import type { Picks } from './named-goods.js';

const STOCK_DECIMALS = 3;

/** What one line, or one component of a bundle, takes from the shelf; in base units. */
export interface StockTaken {
  line_id: string;
  product_id: string;
  quantity: Decimal;
}

/** What of it comes back. */
export interface StockBack {
  source_line_id: string;
  quantity: Decimal;
}

type Shelved = Pick<SaleItem, 'id' | 'product_id' | 'is_stocked' | 'quantity' | 'unit_factor' | 'components'>;

/** A line moves its own product, a bundle those of its components; services move nothing. */
export function stockTaken(item: Shelved): StockTaken[] {
  const own = item.is_stocked
    ? [{ line_id: item.id, product_id: item.product_id, quantity: item.quantity.times(item.unit_factor) }]
    : [];
  const parts = item.components
    .filter(({ is_stocked }) => is_stocked)
    .map(({ id, product_id, quantity }) => ({ line_id: id, product_id, quantity }));
  return [...own, ...parts];
}

/** The same for lines that leave, with the goods that each names. */
export function leavingGoods(items: readonly Shelved[], picks: Picks): StockIssueLine[] {
  return items.flatMap((item) =>
    stockTaken(item).map((taken) => ({ ...taken, ...picks.get(item.id)?.get(taken.product_id) })),
  );
}

/**
 * Where in a request lines stand, by the ids under which the ledger knows them: their own and those of their parts. The
 * first place counts. `before` are lines that the cart has besides.
 */
export function pathsOf(items: readonly Shelved[], before = 0): (lineId: string) => string {
  const paths = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    for (const id of costIds([item])) if (!paths.has(id)) paths.set(id, `items.${before + index}.`);
  }
  return (lineId) => paths.get(lineId) ?? '';
}

/** What has to be back once `returned` of a line is. */
function dueBack(taken: Decimal, item: Shelved, returned: Decimal): Decimal {
  return taken.times(returned).div(item.quantity).toDecimalPlaces(STOCK_DECIMALS, Decimal.ROUND_HALF_UP);
}

/**
 * What comes back when `quantity` more of a line does, `before` of it being back already: what is due for all that is
 * back then, less what was due before. So any split of a return gives exactly everything back in the end.
 */
export function stockBack(item: Shelved, before: Decimal, quantity: Decimal): StockBack[] {
  return stockTaken(item)
    .map((taken) => ({
      source_line_id: taken.line_id,
      quantity: dueBack(taken.quantity, item, before.plus(quantity)).minus(
        dueBack(taken.quantity, item, before),
      ),
    }))
    .filter((back) => back.quantity.gt(ZERO));
}

/** Which of the units that come back are of one product: of a bundle, those that its part was sold with. */
function unitsOf(item: SaleItem, part: StockBack, serials: readonly string[]): readonly string[] | undefined {
  if (serials.length === 0) return undefined;
  if (part.source_line_id === item.id) return serials;
  const { product_id } = item.components.find(({ id }) => id === part.source_line_id)!;
  const own = item.lots.filter((lot) => lot.product_id === product_id).map((lot) => lot.serial_number);
  return serials.filter((serial) => own.includes(serial));
}

/**
 * What a return puts back on the shelf, under the ids of its lines; the same line may come back twice in one return.
 * `serials` are the units that each line names, in the same order.
 */
export function returnedToShelf(
  items: readonly SaleItem[],
  lines: readonly SaleReturnItem[],
  serials: readonly (readonly string[])[],
): StockReversalLine[] {
  const back = new Map(items.map((item) => [item.id, item.returned_quantity]));
  const byId = new Map(items.map((item) => [item.id, item]));
  return lines.flatMap(({ id: line_id, sale_item_id, quantity, disposition }, index) => {
    const item = byId.get(sale_item_id!)!;
    const before = back.get(item.id)!;
    back.set(item.id, before.plus(quantity));
    return stockBack(item, before, quantity).map((part) => {
      const serial_numbers = unitsOf(item, part, serials[index] ?? []);
      return { ...part, line_id, disposition, ...(serial_numbers === undefined ? {} : { serial_numbers }) };
    });
  });
}
