import { query, queryOne } from '../../common/database/statement.js';
import { violates } from '../../common/database/sql-state.js';
import type { Tx } from '../../common/database/tx.js';
import type { SaleItem } from '../entities/sale-item.entity.js';
import type { Sale } from '../entities/sale.entity.js';
import { SaleAlreadyExists } from '../sales.errors.js';

const INSERT_SALE = `
  WITH sale AS (
    INSERT INTO sales
    SELECT * FROM jsonb_populate_record(NULL::sales, $1::jsonb || jsonb_build_object(
      'order_number', 'ORD-' || lpad(nextval('order_number_seq')::text, 8, '0')))
    RETURNING order_number
  ), items AS (
    INSERT INTO sale_items SELECT * FROM jsonb_populate_recordset(NULL::sale_items, $2::jsonb)
  ), components AS (
    INSERT INTO sale_item_components SELECT * FROM jsonb_populate_recordset(NULL::sale_item_components, $3::jsonb)
  )
  SELECT order_number FROM sale`;

const INSERT_ITEMS = `
  WITH items AS (
    INSERT INTO sale_items SELECT * FROM jsonb_populate_recordset(NULL::sale_items, $1::jsonb) RETURNING id
  ), components AS (
    INSERT INTO sale_item_components SELECT * FROM jsonb_populate_recordset(NULL::sale_item_components, $2::jsonb)
  )
  SELECT count(*)::int AS inserted FROM items`;

/** What of an item is a row of its own; the rest of its JSON holds it too, where it is passed over. */
function componentRows(items: readonly SaleItem[]): string {
  return JSON.stringify(items.flatMap((item) => item.components));
}

/** Inserts a sale with all its lines and their components in one statement; answers the order number drawn for it. */
export async function insertSale(tx: Tx, sale: Sale, items: readonly SaleItem[]): Promise<string> {
  try {
    const rows = [JSON.stringify(sale), JSON.stringify(items), componentRows(items)];
    return (await queryOne<{ order_number: string }>(tx, INSERT_SALE, rows)).order_number;
  } catch (error) {
    if (violates(error, 'pk_sales')) throw new SaleAlreadyExists(sale.id);
    throw error;
  }
}

/** Inserts further lines of a sale that exists, in one statement. */
export async function insertItems(tx: Tx, items: readonly SaleItem[]): Promise<void> {
  await queryOne(tx, INSERT_ITEMS, [JSON.stringify(items), componentRows(items)]);
}

const SAVE_SALE = `
  UPDATE sales s SET
    status = r.status, customer_id = r.customer_id, discount_id = r.discount_id,
    cart_discount_amount = r.cart_discount_amount, tax_override = r.tax_override,
    coupon_codes = r.coupon_codes, promotion_ids = r.promotion_ids, subtotal = r.subtotal,
    discount_amount = r.discount_amount, tax_amount = r.tax_amount, total_amount = r.total_amount,
    rounding_amount = r.rounding_amount, paid_amount = r.paid_amount, change_amount = r.change_amount,
    refunded_amount = r.refunded_amount, notes = r.notes, completed_at = r.completed_at, cancelled_at = r.cancelled_at,
    voided_at = r.voided_at, cancel_reason = r.cancel_reason, updated_at = $2::timestamptz, version = s.version + 1
  FROM jsonb_populate_record(NULL::sales, $1::jsonb) r
  WHERE s.id = r.id
  RETURNING s.version`;

const SAVE_ITEMS = `
  WITH saved AS (
    UPDATE sale_items i SET
      returned_quantity = r.returned_quantity, discount_id = r.discount_id, base_price = r.base_price, unit_price = r.unit_price,
      discount_amount = r.discount_amount, cart_discount_amount = r.cart_discount_amount, net_amount = r.net_amount,
      tax_code = r.tax_code, tax_rate = r.tax_rate, tax_amount = r.tax_amount, total_amount = r.total_amount,
      taxes = r.taxes, tax_treatment = r.tax_treatment, price_rule = r.price_rule,
      is_override = r.is_override, price_trace = r.price_trace
    FROM jsonb_populate_recordset(NULL::sale_items, $1::jsonb) r
    WHERE i.id = r.id
    RETURNING i.id
  )
  SELECT count(*)::int AS saved FROM saved`;

/** Writes a changed sale, whose row the caller has locked, and raises its version. One statement. */
export async function saveSale(tx: Tx, sale: Sale, now: Date): Promise<Sale> {
  const { version } = await queryOne<{ version: number }>(tx, SAVE_SALE, [JSON.stringify(sale), now]);
  return { ...sale, version, updated_at: now };
}

/** Writes the prices and returned quantities of lines. One statement. */
export async function saveItems(tx: Tx, items: readonly SaleItem[]): Promise<void> {
  await queryOne(tx, SAVE_ITEMS, [JSON.stringify(items)]);
}

/** Takes one line off a pending sale. */
export async function deleteItem(tx: Tx, id: string): Promise<void> {
  await query(tx, `DELETE FROM sale_items WHERE id = $1`, [id]);
}
