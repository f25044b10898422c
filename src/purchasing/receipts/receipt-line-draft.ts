import { newId } from '../../common/database/new-id.js';
import { ZERO } from '../../common/money/decimal.js';
import { lineAmounts } from '../domain/line-amounts.js';
import type { PriceSource } from '../domain/price-source.js';
import { verdictOf, type Verdict } from '../domain/quality.js';
import type { PurchaseOrderLine } from '../orders/purchase-order-line.entity.js';
import type { SuggestedPrice } from '../prices/price-suggestions.js';
import { goodsColumns, type ResolvedGoods } from '../shared/resolve-goods.js';
import type { DeliveryReceiptLine } from './delivery-receipt-line.entity.js';
import type { ReceiptLineInput } from './receipt-input.js';

/** The product of a line, and the line of the order that it came under. */
export interface DraftedGoods extends ResolvedGoods {
  ordered?: PurchaseOrderLine;
}

export interface ReceiptTerms {
  receipt_id: string;
  prices_include_tax: boolean;
  digits: number;
  /** Who decides now. */
  checked: { by: string; at: Date };
}

function verdict({ quality, quantity }: ReceiptLineInput): Verdict {
  const decision = quality?.decision;
  return decision === undefined
    ? { quality_decision: 'pending', accepted_quantity: quantity, rejected_quantity: ZERO }
    : verdictOf({ ...quality, decision }, quantity);
}

function sourceOf(
  input: ReceiptLineInput,
  ordered: PurchaseOrderLine | undefined,
  suggested: PriceSource,
): PriceSource {
  if (ordered !== undefined && (!input.unit_price || input.unit_price.eq(ordered.unit_price))) return 'order';
  return input.unit_price ? 'given' : suggested;
}

/** A line with the amounts of what was accepted: that is what the supplier is owed for. */
export function draftReceiptLine(
  input: ReceiptLineInput,
  goods: DraftedGoods,
  price: SuggestedPrice,
  { receipt_id, prices_include_tax, digits, checked }: ReceiptTerms,
  line_number: number,
): DeliveryReceiptLine {
  const { ordered, product } = goods;
  const judged = verdict(input);
  const figures = {
    unit_price: input.unit_price ?? ordered?.unit_price ?? price.unit_price,
    discount_percent: input.discount_percent ?? ordered?.discount_percent ?? ZERO,
    tax_rate: input.tax_rate ?? ordered?.tax_rate ?? product.tax_rate,
  };
  const isJudged = judged.quality_decision !== 'pending';
  const { by, at } = input.checked ?? checked;
  return {
    id: input.id ?? newId(),
    document_id: receipt_id,
    ...goodsColumns(goods, input, line_number),
    order_id: ordered?.document_id ?? null,
    order_line_id: ordered?.id ?? null,
    ordered_quantity: ordered?.quantity ?? null,
    received_quantity: input.quantity,
    ...judged,
    quality_issue_type: judged.rejected_quantity.isZero() ? null : (input.quality?.issue_type ?? null),
    quality_notes: input.quality?.quality_notes ?? null,
    quality_checked_by: isJudged ? by : null,
    quality_checked_at: isJudged ? at : null,
    unit_weight_kg: input.unit_weight_kg ?? product.unit_weight_kg?.toDecimalPlaces(6) ?? null,
    landed_amount: ZERO,
    batch_number: input.batch_number ?? null,
    expiry_date: input.expiry_date ?? null,
    serial_numbers: input.serial_numbers ?? [],
    ...figures,
    price_source: sourceOf(input, ordered, price.price_source),
    tax_code: product.tax_code,
    ...lineAmounts({ ...figures, quantity: judged.accepted_quantity }, prices_include_tax, digits),
  };
}
