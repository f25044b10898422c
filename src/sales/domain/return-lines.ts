import { newId } from '../../common/database/new-id.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { refundShare, type ReturnedSoFar } from '../../pricing/index.js';
import type { ReturnItemDto } from '../dto/return.dto.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import { CartRefused, ReturnExceedsSale } from '../sales.errors.js';

const NOTHING: ReturnedSoFar = { quantity: ZERO, net_amount: ZERO, tax_amount: ZERO };

function addTo(before: ReturnedSoFar, line: SaleReturnItem): ReturnedSoFar {
  return {
    quantity: before.quantity.plus(line.quantity),
    net_amount: before.net_amount.plus(line.net_amount),
    tax_amount: before.tax_amount.plus(line.tax_amount),
  };
}

/**
 * The lines of a return: each refunds its share of the stored sale line, so that all partial returns together refund
 * exactly what was paid. Throws CartRefused for lines that are not of this sale, ReturnExceedsSale for too much.
 */
export function returnLines(
  returnId: string,
  items: readonly SaleItem[],
  alreadyReturned: ReadonlyMap<string, ReturnedSoFar>,
  requested: readonly ReturnItemDto[],
  digits: number,
): SaleReturnItem[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const unknown = requested.flatMap((line, index): FieldError[] =>
    byId.has(line.sale_item_id.toLowerCase())
      ? []
      : [
          {
            field: `items.${index}.sale_item_id`,
            code: 'SALE_ITEM_NOT_FOUND',
            message: 'The sale has no such line.',
          },
        ],
  );
  if (unknown.length > 0) throw new CartRefused(unknown);

  const soFar = new Map(alreadyReturned);
  const excess: FieldError[] = [];
  const lines = requested.flatMap((line, index): SaleReturnItem[] => {
    const item = byId.get(line.sale_item_id.toLowerCase())!;
    const before = soFar.get(item.id) ?? NOTHING;
    const quantity = new Decimal(line.quantity);
    const left = item.quantity.minus(before.quantity);
    if (quantity.gt(left)) {
      const message = `Of ${item.sku} ${left.toFixed()} can still come back.`;
      excess.push({ field: `items.${index}.quantity`, code: 'RETURN_EXCEEDS_SALE', message });
      return [];
    }
    const returned: SaleReturnItem = {
      id: newId(),
      return_id: returnId,
      sale_item_id: item.id,
      line_number: index + 1,
      product_id: item.product_id,
      sku: item.sku,
      name: item.name,
      quantity,
      disposition: line.disposition ?? 'restock',
      unit_price: item.unit_price,
      tax_code: item.tax_code,
      tax_rate: item.tax_rate,
      ...refundShare(item, before, quantity, digits),
    };
    soFar.set(item.id, addTo(before, returned));
    return [returned];
  });
  if (excess.length > 0) throw new ReturnExceedsSale(excess);
  return lines;
}

/** Sums of a return's lines. */
export function returnTotals(lines: readonly SaleReturnItem[]): {
  subtotal: Decimal;
  tax_amount: Decimal;
  total_amount: Decimal;
} {
  return {
    subtotal: sum(lines.map((line) => line.net_amount)),
    tax_amount: sum(lines.map((line) => line.tax_amount)),
    total_amount: sum(lines.map((line) => line.total_amount)),
  };
}
