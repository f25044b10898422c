import type { SupplierReturnLineDto } from './dto/save-supplier-return.dto.js';
import type { SupplierReturnLine } from './supplier-return-line.entity.js';

/** A line as it stands, in the terms of a request. */
export function returnLineDto(line: SupplierReturnLine): SupplierReturnLineDto {
  return {
    id: line.id,
    receipt_line_id: line.receipt_line_id,
    product_id: line.product_id,
    unit: line.unit_code,
    quantity: line.quantity.toNumber(),
    unit_price: line.unit_price.toNumber(),
    tax_rate: line.tax_rate.toNumber(),
    issue_type: line.issue_type,
    batch_id: line.batch_id,
    serial_numbers: line.serial_numbers,
    stock_state: line.stock_state,
    notes: line.notes,
  };
}
