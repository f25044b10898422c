import { newId } from '../../common/database/new-id.js';
import type { FieldError } from '../../common/errors/domain-error.js';
import { Decimal, ZERO, sum } from '../../common/money/decimal.js';
import { refundShare, type ReturnedSoFar } from '../../pricing/index.js';
import type { ReturnItemDto } from '../dto/return.dto.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { SaleReturnItem } from '../entities/sale-return-item.entity.js';
import { CartRefused, ReturnExceedsSale } from '../sales.errors.js';
import { taxShares } from './tax-shares.js';

/** What came back of a line before, and of each of its taxes in their order. */
export interface LineReturned extends ReturnedSoFar {
  taxes: readonly Decimal[];
}

const NOTHING: LineReturned = { quantity: ZERO, net_amount: ZERO, tax_amount: ZERO, taxes: [] };

function addTo(before: LineReturned, line: SaleReturnItem): LineReturned {
  return {
    quantity: before.quantity.plus(line.quantity),
    net_amount: before.net_amount.plus(line.net_amount),
    tax_amount: before.tax_amount.plus(line.tax_amount),
    taxes: line.taxes.map((tax, index) => tax.amount.plus(before.taxes[index] ?? ZERO)),
  };
}

/** Why a requested line cannot come back, as an error of its field. */
function wrongWith(line: ReturnItemDto, index: number, items: ReadonlyMap<string, SaleItem>): FieldError[] {
  const item = items.get(line.sale_item_id.toLowerCase());
  const wrong = (field: string, code: string, message: string): FieldError[] => [
    { field: `items.${index}.${field}`, code, message },
  ];
  if (item === undefined) return wrong('sale_item_id', 'SALE_ITEM_NOT_FOUND', 'The sale has no such line.');
  const sold = new Set(item.lots.map(({ serial_number }) => serial_number));
  const foreign = (line.serial_numbers ?? []).filter((serial) => !sold.has(serial));
  if (foreign.length > 0) {
    const message = `${foreign.join(', ')} was not sold with this line.`;
    return wrong('serial_numbers', 'SERIAL_NUMBER_NOT_FOUND', message);
  }
  if (item.unit_factor.times(line.quantity).decimalPlaces() <= item.unit_decimals) return [];
  const message = `That is no whole number of ${item.sku}: a ${item.unit_code} holds ${item.unit_factor.toFixed()}.`;
  return wrong('quantity', 'FRACTIONAL_PIECES', message);
}

function lineOf(
  item: SaleItem,
  before: LineReturned,
  quantity: Decimal,
  digits: number,
): Omit<SaleReturnItem, 'return_id' | 'line_number' | 'disposition'> {
  const share = refundShare(item, before, quantity, digits);
  const { product_id, sku, name, unit_code, unit_factor, unit_price, tax_code, tax_rate, tax_treatment } =
    item;
  return {
    ...{
      id: newId(),
      sale_item_id: item.id,
      product_id,
      sku,
      name,
      unit_code,
      unit_factor,
      quantity,
      unit_price,
    },
    ...{ tax_code, tax_rate, tax_treatment },
    ...share,
    taxes: taxShares(item.taxes, before.taxes, share.tax_amount, digits),
    lots: [],
  };
}

/**
 * The lines of a return: each refunds its share of the stored sale line, so that all partial returns together refund
 * exactly what was paid. Throws CartRefused for lines that are not of this sale or no whole pieces, ReturnExceedsSale
 * for too much.
 */
export function returnLines(
  returnId: string,
  items: readonly SaleItem[],
  alreadyReturned: ReadonlyMap<string, LineReturned>,
  requested: readonly ReturnItemDto[],
  digits: number,
): SaleReturnItem[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const wrong = requested.flatMap((line, index) => wrongWith(line, index, byId));
  if (wrong.length > 0) throw new CartRefused(wrong);

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
    const disposition = line.disposition ?? 'restock';
    const place = { return_id: returnId, line_number: index + 1, disposition };
    const returned: SaleReturnItem = { ...lineOf(item, before, quantity, digits), ...place };
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
