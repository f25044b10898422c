import { Injectable, type OnModuleInit } from '@nestjs/common';
import { query, type Queryable } from '../../common/database/statement.js';
import type { Tx } from '../../common/database/tx.js';
import { CustomerFiles, type CustomerFile } from '../../partners/index.js';

const MOVE_SALES = `
  UPDATE sales SET customer_id = $2::uuid, version = version + 1, updated_at = now() WHERE customer_id = $1::uuid`;
const MOVE_RETURNS = `UPDATE sale_returns SET customer_id = $2::uuid WHERE customer_id = $1::uuid`;

// What was sold and for how much stays: the books are not about a person once nothing names one.
const ERASE_NOTES = `
  UPDATE sales SET notes = NULL, version = version + 1, updated_at = now()
  WHERE customer_id = $1::uuid AND notes IS NOT NULL`;
const ERASE_LINE_NOTES = `
  UPDATE sale_items i SET note = NULL FROM sales s
  WHERE s.id = i.sale_id AND s.customer_id = $1::uuid AND i.note IS NOT NULL`;

const SALES = `
  SELECT s.id, s.order_number, s.status, s.occurred_at AS sale_date, s.currency, s.subtotal::float8 AS subtotal,
    s.tax_amount::float8 AS tax_amount, s.total_amount::float8 AS total_amount, s.notes, r.number AS receipt_number,
    (SELECT json_agg(json_build_object('sku', i.sku, 'name', i.name, 'quantity', i.quantity, 'unit', i.unit_code,
       'total_amount', i.total_amount, 'note', i.note) ORDER BY i.line_number)
     FROM sale_items i WHERE i.sale_id = s.id) AS items
  FROM sales s LEFT JOIN receipts r ON r.sale_id = s.id AND r.kind = 'sale' AND r.return_id IS NULL
  WHERE s.customer_id = $1::uuid ORDER BY s.occurred_at, s.id`;
const RETURNS = `
  SELECT t.id, t.sale_id, t.occurred_at AS return_date, t.currency, t.total_amount::float8 AS total_amount, t.reason
  FROM sale_returns t WHERE t.customer_id = $1::uuid ORDER BY t.occurred_at, t.id`;

/** What sales keep about a customer. Receipts name nobody but by id, so they stay as they were hashed. */
@Injectable()
export class SalesCustomerFile implements CustomerFile, OnModuleInit {
  readonly name = 'sales';

  constructor(private readonly files: CustomerFiles) {}

  onModuleInit(): void {
    this.files.register(this);
  }

  async move(tx: Tx, fromId: string, toId: string): Promise<void> {
    await query(tx, MOVE_SALES, [fromId, toId]);
    await query(tx, MOVE_RETURNS, [fromId, toId]);
  }

  async erase(tx: Tx, id: string): Promise<void> {
    await query(tx, ERASE_LINE_NOTES, [id]);
    await query(tx, ERASE_NOTES, [id]);
  }

  async export(db: Queryable, id: string): Promise<unknown> {
    const sales = await query(db, SALES, [id]);
    const returns = await query(db, RETURNS, [id]);
    return { sales, returns };
  }
}
