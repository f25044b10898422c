import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Both kinds of line know the unit they were sold in, and their tax part by part. */
const LINE_TABLES = ['sale_items', 'sale_return_items'] as const;

/** Lines made before were sold in the product's own unit and bore one tax, that of their code. */
function backfill(table: (typeof LINE_TABLES)[number]): string[] {
  return [
    `UPDATE ${table} i SET unit_code = u.code FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = i.product_id`,
    `UPDATE ${table} i SET taxes = jsonb_build_array(jsonb_build_object(
       'code', coalesce(i.tax_code, 'TAX'), 'rate', i.tax_rate::text, 'amount', i.tax_amount::text,
       'name', coalesce((SELECT g.name FROM tax_groups g WHERE lower(g.code) = lower(i.tax_code)), i.tax_code, 'Tax')))
     WHERE i.tax_code IS NOT NULL OR i.tax_amount <> 0`,
  ];
}

const COLUMNS = [
  `ALTER TABLE roles ADD discount_limit_percent numeric(7,4)`,
  `ALTER TABLE roles ADD CONSTRAINT ck_roles_discount_limit CHECK (discount_limit_percent BETWEEN 0 AND 100)`,

  `ALTER TABLE sales ADD coupon_codes text[] NOT NULL DEFAULT '{}', ADD promotion_ids uuid[] NOT NULL DEFAULT '{}'`,

  ...LINE_TABLES.flatMap((table) => [
    `ALTER TABLE ${table} ADD unit_code character varying(20), ADD unit_factor numeric(14,3) NOT NULL DEFAULT 1,
       ADD taxes jsonb NOT NULL DEFAULT '[]', ADD tax_treatment character varying(20) NOT NULL DEFAULT 'standard'`,
    ...backfill(table),
    `ALTER TABLE ${table} ALTER unit_code SET NOT NULL`,
    `ALTER TABLE ${table} ADD CONSTRAINT ck_${table}_unit_factor CHECK (unit_factor > 0)`,
    `ALTER TABLE ${table} ADD CONSTRAINT ck_${table}_taxes CHECK (jsonb_typeof(taxes) = 'array')`,
    `ALTER TABLE ${table} ADD CONSTRAINT ck_${table}_tax_treatment
       CHECK (tax_treatment IN ('standard', 'exempt', 'reverse_charge'))`,
  ]),

  `ALTER TABLE sale_items ADD packaging_id uuid, ADD unit_decimals integer NOT NULL DEFAULT 0,
     ADD price_rule character varying(20) NOT NULL DEFAULT 'base'`,
  `UPDATE sale_items i SET unit_decimals = u.decimal_places
   FROM products p JOIN units u ON u.id = p.unit_id WHERE p.id = i.product_id`,
  `UPDATE sale_items SET price_rule = CASE WHEN override_unit_price IS NOT NULL THEN 'by_hand' ELSE 'code' END
   WHERE override_unit_price IS NOT NULL OR code_price IS NOT NULL`,
  `ALTER TABLE sale_items ADD CONSTRAINT ck_sale_items_price_rule
     CHECK (price_rule IN ('promotion', 'group', 'step', 'base', 'packaging', 'fallback', 'code', 'by_hand'))`,
  `ALTER TABLE sale_items ADD CONSTRAINT fk_sale_items_packaging
     FOREIGN KEY (packaging_id) REFERENCES product_packagings (id) ON DELETE RESTRICT`,
  `CREATE INDEX ix_sale_items_packaging ON sale_items (packaging_id) WHERE packaging_id IS NOT NULL`,
  `ALTER TABLE sale_items ADD CONSTRAINT ck_sale_items_unit_decimals CHECK (unit_decimals BETWEEN 0 AND 3)`,
];

const COMPONENTS = [
  `CREATE TABLE sale_item_components (
    id uuid NOT NULL,
    sale_item_id uuid NOT NULL,
    part_number integer NOT NULL,
    product_id uuid NOT NULL,
    sku character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    is_stocked boolean NOT NULL,
    CONSTRAINT pk_sale_item_components PRIMARY KEY (id),
    CONSTRAINT uq_sale_item_components_part UNIQUE (sale_item_id, part_number),
    CONSTRAINT fk_sale_item_components_sale_item FOREIGN KEY (sale_item_id) REFERENCES sale_items (id) ON DELETE CASCADE,
    CONSTRAINT fk_sale_item_components_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT ck_sale_item_components_quantity CHECK (quantity > 0)
  )`,
  `CREATE INDEX ix_sale_item_components_product ON sale_item_components (product_id)`,
];

const VOIDED_LOCALLY = `(s.voided_at AT TIME ZONE s.time_zone)`;

/** Quantities sold are told in base units once `inBaseUnits`; before, there was no other unit. */
function saleLines(inBaseUnits: boolean): string {
  const quantity = inBaseUnits ? `i.quantity * i.unit_factor` : `i.quantity`;
  return `
    SELECT 'sale' AS kind, s.id AS document_id, s.location_id, s.cashier_id, s.employee_id, s.currency::text AS currency,
      s.business_date, i.product_id, ${quantity} AS quantity, i.tax_code::text AS tax_code, i.tax_rate, i.net_amount, i.tax_amount,
      i.total_amount, i.discount_amount
    FROM sales s JOIN sale_items i ON i.sale_id = s.id WHERE s.completed_at IS NOT NULL
    UNION ALL
    SELECT 'void', s.id, s.location_id, s.cashier_id, s.employee_id, s.currency::text,
      ${VOIDED_LOCALLY}::date, i.product_id, -(${quantity}), i.tax_code::text, i.tax_rate, -i.net_amount, -i.tax_amount,
      -i.total_amount, -i.discount_amount
    FROM sales s JOIN sale_items i ON i.sale_id = s.id WHERE s.voided_at IS NOT NULL
    UNION ALL
    SELECT 'return', r.id, r.location_id, r.actor_id, r.employee_id, r.currency::text,
      r.business_date, i.product_id, -(${quantity}), i.tax_code::text, i.tax_rate, -i.net_amount, -i.tax_amount,
      -i.total_amount, 0::numeric
    FROM sale_returns r JOIN sale_return_items i ON i.return_id = r.id`;
}

/** The cost of a bundle is what its components took; it counts for the bundle, as its revenue does. */
function saleCosts(withComponents: boolean): string {
  const taken = (line: string): string =>
    `JOIN stock_movements m ON m.source_line_id = ${line}.id AND m.kind IN ('sale', 'true_up')`;
  const sold = (line: string, join: string): string => `
    SELECT s.location_id, s.currency::text AS currency, s.business_date, i.product_id, -m.value AS amount
    FROM sales s JOIN sale_items i ON i.sale_id = s.id ${join} ${taken(line)}
    WHERE s.completed_at IS NOT NULL
    UNION ALL
    SELECT s.location_id, s.currency::text, ${VOIDED_LOCALLY}::date, i.product_id, m.value
    FROM sales s JOIN sale_items i ON i.sale_id = s.id ${join} ${taken(line)}
    WHERE s.voided_at IS NOT NULL`;
  const ofComponents = `UNION ALL ${sold('c', 'JOIN sale_item_components c ON c.sale_item_id = i.id')}`;
  return `${sold('i', '')} ${withComponents ? ofComponents : ''}
    UNION ALL
    SELECT r.location_id, r.currency::text, r.business_date, i.product_id, -m.value
    FROM sale_returns r JOIN sale_return_items i ON i.return_id = r.id
      JOIN stock_movements m ON m.source_line_id = i.id AND m.kind = 'sale_return'`;
}

/** A line without any tax still counts, with what it was sold for. */
const PARTS = `
  CROSS JOIN LATERAL jsonb_to_recordset(
    CASE WHEN i.taxes = '[]' THEN '[{"code": null, "name": null, "rate": 0, "amount": 0}]' ELSE i.taxes END
  ) AS part (code text, name text, rate numeric, amount numeric)`;

/** One row for each tax on each line. A line that bears two taxes stands here twice, with its net amount. */
const SALE_TAXES = `
  SELECT 'sale' AS kind, s.location_id, s.currency::text AS currency, s.business_date, i.tax_treatment::text AS tax_treatment,
    part.code AS tax_code, part.name AS tax_name, part.rate AS tax_rate, i.net_amount, part.amount AS tax_amount
  FROM sales s JOIN sale_items i ON i.sale_id = s.id ${PARTS} WHERE s.completed_at IS NOT NULL
  UNION ALL
  SELECT 'void', s.location_id, s.currency::text, ${VOIDED_LOCALLY}::date, i.tax_treatment::text,
    part.code, part.name, part.rate, -i.net_amount, -part.amount
  FROM sales s JOIN sale_items i ON i.sale_id = s.id ${PARTS} WHERE s.voided_at IS NOT NULL
  UNION ALL
  SELECT 'return', r.location_id, r.currency::text, r.business_date, i.tax_treatment::text,
    part.code, part.name, part.rate, -i.net_amount, -part.amount
  FROM sale_returns r JOIN sale_return_items i ON i.return_id = r.id ${PARTS}`;

/** Packs, bundles, coupons, taxes part by part and winning price rules on sales; a discount limit on roles. */
export class DeepenSales1795300000600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, ...COMPONENTS]) await queryRunner.query(statement);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_sale_lines AS ${saleLines(true)}`);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_sale_costs AS ${saleCosts(true)}`);
    await queryRunner.query(`CREATE VIEW rpt_sale_taxes AS ${SALE_TAXES}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW rpt_sale_taxes`);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_sale_costs AS ${saleCosts(false)}`);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_sale_lines AS ${saleLines(false)}`);
    await queryRunner.query(`DROP TABLE sale_item_components`);
    await queryRunner.query(`ALTER TABLE sale_items DROP packaging_id, DROP unit_decimals, DROP price_rule`);
    for (const table of LINE_TABLES) {
      await queryRunner.query(
        `ALTER TABLE ${table} DROP unit_code, DROP unit_factor, DROP taxes, DROP tax_treatment`,
      );
    }
    await queryRunner.query(`ALTER TABLE sales DROP coupon_codes, DROP promotion_ids`);
    await queryRunner.query(`ALTER TABLE roles DROP discount_limit_percent`);
  }
}
