import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/auth/caller.js';
import { newId } from '../../common/database/new-id.js';
import { query } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { currencyDigits } from '../../common/money/currency.js';
import { DocumentWorkflow, type DocumentHeader } from '../../documents/index.js';
import { documentTotals, lineAmounts } from '../domain/line-amounts.js';
import { DocumentStateForbids } from '../purchasing.errors.js';
import type { DeliveryReceiptLine } from '../receipts/delivery-receipt-line.entity.js';
import { RETURN } from '../shared/document-types.js';
import { insertReturn } from './return-rows.js';
import type { SupplierReturnLine } from './supplier-return-line.entity.js';

const REASON = 'Rejected on arrival';

// Only those that hold nothing but rejected goods: what was taken from stock is the ledger's to judge.
const RETURNS = `
  SELECT d.id, d.number, d.is_posted FROM supplier_returns r JOIN document_headers d ON d.id = r.id
  WHERE r.receipt_id = $1::uuid AND NOT d.is_final
    AND NOT EXISTS (SELECT 1 FROM supplier_return_lines l WHERE l.document_id = r.id AND l.is_from_stock)
  ORDER BY d.id`;

interface ReturnRow {
  id: string;
  number: string | null;
  is_posted: boolean;
}

function rejectedLine(
  line: DeliveryReceiptLine,
  {
    return_id,
    prices_include_tax,
    digits,
  }: { return_id: string; prices_include_tax: boolean; digits: number },
  line_number: number,
): SupplierReturnLine {
  const quantity = line.rejected_quantity;
  return {
    id: newId(),
    document_id: return_id,
    line_number,
    product_id: line.product_id,
    sku: line.sku,
    name: line.name,
    packaging_id: line.packaging_id,
    unit_code: line.unit_code,
    unit_factor: line.unit_factor,
    notes: line.quality_notes,
    receipt_line_id: line.id,
    quantity,
    is_from_stock: false,
    issue_type: line.quality_issue_type,
    batch_id: null,
    serial_numbers: [],
    stock_state: 'sellable',
    unit_price: line.unit_price,
    price_source: 'order',
    discount_percent: line.discount_percent,
    tax_code: line.tax_code,
    tax_rate: line.tax_rate,
    ...lineAmounts({ ...line, quantity }, prices_include_tax, digits),
  };
}

/** What was rejected on arrival goes back: it never entered stock, so its return moves none. */
@Injectable()
export class RejectedGoods {
  constructor(private readonly workflow: DocumentWorkflow) {}

  /** Opens the draft of a return for the rejected lines, if there are any. */
  async giveBack(
    tx: Tx,
    caller: Caller,
    receipt: DocumentHeader,
    lines: readonly DeliveryReceiptLine[],
    prices_include_tax: boolean,
  ): Promise<void> {
    const rejected = lines.filter(({ rejected_quantity }) => rejected_quantity.gt(0));
    if (rejected.length === 0) return;
    const id = newId();
    const terms = { return_id: id, prices_include_tax, digits: currencyDigits(receipt.currency) };
    const returned = rejected.map((line, index) => rejectedLine(line, terms, index + 1));
    const totals = documentTotals(returned);
    await this.workflow.open(tx, caller, {
      id,
      type: RETURN,
      location_id: receipt.location_id,
      partner_id: receipt.partner_id ?? undefined,
      currency: receipt.currency,
      time_zone: receipt.time_zone,
      total_amount: totals.total,
      source_document_id: receipt.id,
    });
    const head = { id, receipt_id: receipt.id, reason: REASON, prices_include_tax, ...totals };
    await insertReturn(tx, head, returned);
  }

  /** Cancels the draft again. Throws DELIVERY_HAS_RETURNS when the goods went back already. */
  async keep(tx: Tx, caller: Caller, receipt: DocumentHeader): Promise<void> {
    for (const { id, number, is_posted } of await query<ReturnRow>(tx, RETURNS, [receipt.id])) {
      if (is_posted) {
        const message = `Goods of it went back to the supplier: cancel the return ${number ?? ''} first.`;
        throw new DocumentStateForbids('DELIVERY_HAS_RETURNS', message, { return_id: id });
      }
      const comment = `The delivery ${receipt.number ?? ''} was taken back`;
      await this.workflow.transition(tx, caller, { id, type: RETURN, action: 'cancel', comment });
    }
  }
}
