import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which day and hour it was in the shop when a sale was voided. */
const VOIDED_LOCALLY = `(s.voided_at AT TIME ZONE s.time_zone)`;

/** What the reports read. Whoever changes a column below them rewrites its view in the same migration. */
const VIEWS: readonly (readonly [name: string, select: string])[] = [
  [
    'rpt_locations',
    `SELECT id, code, name, time_zone, currency::text AS currency, is_default FROM locations`,
  ],
  [
    'rpt_cashiers',
    `SELECT id AS cashier_id, username::text AS username, full_name::text AS full_name FROM users`,
  ],

  // Sales count when completed, on their own day. A void or return counts against the day it happens: the figures of
  // a day that is over do not change. Amounts are signed.
  [
    'rpt_sale_documents',
    `SELECT 'sale' AS kind, s.id AS document_id, s.id AS sale_id, s.location_id, s.register_id, s.cashier_id,
       s.employee_id, s.customer_id, s.currency::text AS currency, s.business_date,
       s.occurred_at AT TIME ZONE s.time_zone AS local_time,
       s.subtotal AS net_amount, s.tax_amount, s.total_amount, s.discount_amount
     FROM sales s WHERE s.completed_at IS NOT NULL
     UNION ALL
     SELECT 'void', s.id, s.id, s.location_id, s.register_id, s.cashier_id, s.employee_id, s.customer_id,
       s.currency::text, ${VOIDED_LOCALLY}::date, ${VOIDED_LOCALLY},
       -s.subtotal, -s.tax_amount, -s.total_amount, -s.discount_amount
     FROM sales s WHERE s.voided_at IS NOT NULL
     UNION ALL
     SELECT 'return', r.id, r.sale_id, r.location_id, r.register_id, r.actor_id, r.employee_id, r.customer_id,
       r.currency::text, r.business_date, r.occurred_at AT TIME ZONE r.time_zone,
       -r.subtotal, -r.tax_amount, -r.total_amount, 0::numeric
     FROM sale_returns r`,
  ],

  [
    'rpt_sale_lines',
    `SELECT 'sale' AS kind, s.id AS document_id, s.location_id, s.cashier_id, s.employee_id, s.currency::text AS currency,
       s.business_date, i.product_id, i.quantity, i.tax_code::text AS tax_code, i.tax_rate, i.net_amount, i.tax_amount,
       i.total_amount, i.discount_amount
     FROM sales s JOIN sale_items i ON i.sale_id = s.id WHERE s.completed_at IS NOT NULL
     UNION ALL
     SELECT 'void', s.id, s.location_id, s.cashier_id, s.employee_id, s.currency::text,
       ${VOIDED_LOCALLY}::date, i.product_id, -i.quantity, i.tax_code::text, i.tax_rate, -i.net_amount, -i.tax_amount,
       -i.total_amount, -i.discount_amount
     FROM sales s JOIN sale_items i ON i.sale_id = s.id WHERE s.voided_at IS NOT NULL
     UNION ALL
     SELECT 'return', r.id, r.location_id, r.actor_id, r.employee_id, r.currency::text,
       r.business_date, i.product_id, -i.quantity, i.tax_code::text, i.tax_rate, -i.net_amount, -i.tax_amount,
       -i.total_amount, 0::numeric
     FROM sale_returns r JOIN sale_return_items i ON i.return_id = r.id`,
  ],

  // What goods sold cost: the layers they were taken from, true-ups included, counted with the sale that took them.
  // A void gives back what its sale took. Goods that come back are no cost again, whatever becomes of them.
  [
    'rpt_sale_costs',
    `SELECT s.location_id, s.currency::text AS currency, s.business_date, i.product_id, -m.value AS amount
     FROM sales s JOIN sale_items i ON i.sale_id = s.id
       JOIN stock_movements m ON m.source_line_id = i.id AND m.kind IN ('sale', 'true_up')
     WHERE s.completed_at IS NOT NULL
     UNION ALL
     SELECT s.location_id, s.currency::text, ${VOIDED_LOCALLY}::date, i.product_id, m.value
     FROM sales s JOIN sale_items i ON i.sale_id = s.id
       JOIN stock_movements m ON m.source_line_id = i.id AND m.kind IN ('sale', 'true_up')
     WHERE s.voided_at IS NOT NULL
     UNION ALL
     SELECT r.location_id, r.currency::text, r.business_date, i.product_id, -m.value
     FROM sale_returns r JOIN sale_return_items i ON i.return_id = r.id
       JOIN stock_movements m ON m.source_line_id = i.id AND m.kind = 'sale_return'`,
  ],

  // A reversal counts as what it takes back. An allowance is money given back on a settled sale without goods.
  [
    'rpt_money',
    `SELECT e.id, coalesce(reversed.kind, e.kind)::text AS kind, e.payment_method::text AS payment_method, e.amount,
       e.currency::text AS currency, e.location_id, e.register_id, e.actor_id, e.employee_id, e.business_date,
       e.kind = 'refund' AND e.document_id IS NULL AND coalesce(e.created_at >= s.completed_at, false) AS is_allowance
     FROM money_journal e
       LEFT JOIN money_journal reversed ON e.kind = 'reversal' AND reversed.id = e.reverses_id
       LEFT JOIN sales s ON e.kind = 'refund' AND s.id = e.sale_id`,
  ],

  [
    'rpt_stock_losses',
    `SELECT m.product_id, m.location_id, l.currency::text AS currency, m.business_date, m.kind::text AS kind,
       -m.value AS amount
     FROM stock_movements m JOIN locations l ON l.id = m.location_id
     WHERE m.kind IN ('adjustment', 'damaged', 'discarded') OR (m.kind = 'true_up' AND m.source_type <> 'sale')`,
  ],

  // A product that was never in stock has one row without a location.
  [
    'rpt_stock_levels',
    `SELECT p.id AS product_id, p.sku::text AS sku, p.name::text AS name, p.category_id, c.name::text AS category,
       u.code::text AS unit, l.location_id, place.code::text AS location_code, place.name::text AS location_name,
       coalesce(l.on_hand, 0) AS on_hand, coalesce(l.reserved, 0) AS reserved, p.min_stock_level,
       l.avg_cost, coalesce(l.stock_value, 0) AS stock_value, p.price, p.lifecycle_status::text AS lifecycle_status,
       p.min_stock_level > 0 AND coalesce(l.on_hand, 0) <= p.min_stock_level AS is_low
     FROM products p
       LEFT JOIN stock_levels l ON l.product_id = p.id
       LEFT JOIN locations place ON place.id = l.location_id
       LEFT JOIN categories c ON c.id = p.category_id
       LEFT JOIN units u ON u.id = p.unit_id
     WHERE p.is_stocked AND (p.lifecycle_status <> 'archived' OR l.on_hand <> 0)`,
  ],

  [
    'rpt_products',
    `SELECT p.id AS product_id, p.sku::text AS sku, p.name::text AS name, p.category_id, c.name::text AS category
     FROM products p LEFT JOIN categories c ON c.id = p.category_id`,
  ],
];

/** Read models of the reports; they hold nothing. */
export class CreateReports1795200001300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, select] of VIEWS) await queryRunner.query(`CREATE VIEW ${name} AS ${select}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name] of VIEWS) await queryRunner.query(`DROP VIEW ${name}`);
  }
}
