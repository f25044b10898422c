import { Decimal, ZERO } from '../../common/money/decimal.js';
import type { StockReversalLine } from '../../inventory/index.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import type { SaleItem } from '../entities/sale-item.entity.js';

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

/** What a return puts back on the shelf, under the ids of its lines; the same line may come back twice in one return. */
export function returnedToShelf(
  items: readonly SaleItem[],
  lines: readonly SaleReturnItem[],
): StockReversalLine[] {
  const back = new Map(items.map((item) => [item.id, item.returned_quantity]));
  const byId = new Map(items.map((item) => [item.id, item]));
  return lines.flatMap(({ id: line_id, sale_item_id, quantity, disposition }) => {
    const before = back.get(sale_item_id!)!;
    back.set(sale_item_id!, before.plus(quantity));
    const parts = stockBack(byId.get(sale_item_id!)!, before, quantity);
    return parts.map((part) => ({ ...part, line_id, disposition }));
  });
}
