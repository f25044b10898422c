import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRANSIT_LOCATION_ID } from '../src/locations/default-ids.js';

const MUTABLE = `
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

/** A line as it was written: so many of a unit, and what that is in base units. */
const LINE = `
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  line_number integer NOT NULL,
  product_id uuid NOT NULL,
  quantity numeric(14,3) NOT NULL,
  unit_code character varying(20) NOT NULL,
  unit_factor numeric(14,3) NOT NULL DEFAULT 1,
  batch_number character varying(100),
  expiry_date date,
  serial_numbers text[]`;

function partOfDocument(table: string, columns: string): string {
  return `
    CREATE TABLE ${table} (
      id uuid NOT NULL,
      ${columns},
      CONSTRAINT pk_${table} PRIMARY KEY (id),
      CONSTRAINT fk_${table}_document FOREIGN KEY (id) REFERENCES documents (id) ON DELETE CASCADE
    )`;
}

function linesOf(table: string, document: string, columns: string): string {
  return `
    CREATE TABLE ${table} (
      ${LINE},
      ${columns},
      CONSTRAINT pk_${table} PRIMARY KEY (id),
      CONSTRAINT uq_${table}_number UNIQUE (document_id, line_number),
      CONSTRAINT fk_${table}_document FOREIGN KEY (document_id) REFERENCES ${document} (id) ON DELETE CASCADE,
      CONSTRAINT fk_${table}_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
      CONSTRAINT ck_${table}_unit_factor CHECK (unit_factor > 0)
    )`;
}

const TABLES = [
  partOfDocument(
    'stock_transfers',
    `to_location_id uuid NOT NULL,
      expected_on date,
      CONSTRAINT fk_stock_transfers_to_location FOREIGN KEY (to_location_id) REFERENCES locations (id) ON DELETE RESTRICT`,
  ),
  linesOf(
    'stock_transfer_lines',
    'stock_transfers',
    `received_quantity numeric(14,3) NOT NULL DEFAULT 0,
      lost_quantity numeric(14,3) NOT NULL DEFAULT 0,
      note character varying(500),
      CONSTRAINT ck_stock_transfer_lines_quantity CHECK (quantity > 0),
      CONSTRAINT ck_stock_transfer_lines_arrived CHECK (
        received_quantity >= 0 AND lost_quantity >= 0 AND received_quantity + lost_quantity <= quantity)`,
  ),
  `CREATE TABLE stock_transfer_arrivals (
    id uuid NOT NULL,
    line_id uuid NOT NULL,
    outcome character varying(10) NOT NULL,
    quantity numeric(14,3) NOT NULL,
    serial_numbers text[],
    reason character varying(500),
    actor_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_stock_transfer_arrivals PRIMARY KEY (id),
    CONSTRAINT fk_stock_transfer_arrivals_line FOREIGN KEY (line_id) REFERENCES stock_transfer_lines (id) ON DELETE RESTRICT,
    CONSTRAINT ck_stock_transfer_arrivals_outcome CHECK (outcome IN ('received', 'lost')),
    CONSTRAINT ck_stock_transfer_arrivals_quantity CHECK (quantity > 0)
  )`,
  partOfDocument(
    'stock_counts',
    `scope character varying(10) NOT NULL,
      category_id uuid,
      is_blind boolean NOT NULL DEFAULT false,
      uncounted character varying(10) NOT NULL DEFAULT 'leave',
      CONSTRAINT fk_stock_counts_category FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE SET NULL,
      CONSTRAINT ck_stock_counts_scope CHECK (scope IN ('full', 'category', 'products')),
      CONSTRAINT ck_stock_counts_uncounted CHECK (uncounted IN ('leave', 'zero'))`,
  ),
  `CREATE TABLE stock_count_products (
    count_id uuid NOT NULL,
    product_id uuid NOT NULL,
    CONSTRAINT pk_stock_count_products PRIMARY KEY (count_id, product_id),
    CONSTRAINT fk_stock_count_products_count FOREIGN KEY (count_id) REFERENCES stock_counts (id) ON DELETE CASCADE,
    CONSTRAINT fk_stock_count_products_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT
  )`,
  `CREATE TABLE stock_count_entries (
    id uuid NOT NULL,
    count_id uuid NOT NULL,
    product_id uuid NOT NULL,
    counted_quantity numeric(14,3) NOT NULL,
    batch_number character varying(100),
    expiry_date date,
    serial_numbers text[],
    area character varying(60) NOT NULL DEFAULT '',
    counted_at timestamptz NOT NULL,
    counted_by uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_stock_count_entries PRIMARY KEY (id),
    CONSTRAINT fk_stock_count_entries_count FOREIGN KEY (count_id) REFERENCES stock_counts (id) ON DELETE RESTRICT,
    CONSTRAINT fk_stock_count_entries_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT ck_stock_count_entries_quantity CHECK (counted_quantity >= 0)
  )`,
  linesOf(
    'stock_adjustment_lines',
    'documents',
    `reason_code character varying(20) NOT NULL,
      unit_cost numeric(19,4),
      note character varying(500),
      CONSTRAINT ck_stock_adjustment_lines_quantity CHECK (quantity <> 0),
      CONSTRAINT ck_stock_adjustment_lines_unit_cost CHECK (unit_cost IS NULL OR (unit_cost >= 0 AND quantity > 0))`,
  ),
  `CREATE TABLE product_location_settings (
    ${MUTABLE},
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    min_stock_level numeric(14,3),
    max_stock_level numeric(14,3),
    safety_stock numeric(14,3) NOT NULL DEFAULT 0,
    reorder_quantity numeric(14,3),
    lead_time_days integer,
    CONSTRAINT pk_product_location_settings PRIMARY KEY (id),
    CONSTRAINT uq_product_location_settings UNIQUE (product_id, location_id),
    CONSTRAINT fk_product_location_settings_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_product_location_settings_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_location_settings_min CHECK (min_stock_level >= 0),
    CONSTRAINT ck_product_location_settings_max CHECK (max_stock_level >= coalesce(min_stock_level, 0)),
    CONSTRAINT ck_product_location_settings_safety CHECK (safety_stock >= 0),
    CONSTRAINT ck_product_location_settings_reorder CHECK (reorder_quantity > 0),
    CONSTRAINT ck_product_location_settings_lead_time CHECK (lead_time_days BETWEEN 0 AND 3650)
  )`,
];

const INDEXES = [
  `CREATE INDEX ix_stock_transfers_to_location ON stock_transfers (to_location_id)`,
  `CREATE INDEX ix_stock_transfer_lines_product ON stock_transfer_lines (product_id)`,
  `CREATE INDEX ix_stock_transfer_arrivals_line ON stock_transfer_arrivals (line_id)`,
  `CREATE INDEX ix_stock_counts_category ON stock_counts (category_id)`,
  `CREATE INDEX ix_stock_count_products_product ON stock_count_products (product_id)`,
  `CREATE INDEX ix_stock_count_entries_count ON stock_count_entries (count_id, product_id)`,
  `CREATE INDEX ix_stock_count_entries_product ON stock_count_entries (product_id)`,
  `CREATE INDEX ix_stock_adjustment_lines_product ON stock_adjustment_lines (product_id)`,
  `CREATE INDEX ix_product_location_settings_location ON product_location_settings (location_id)`,
];

const APPEND_ONLY = ['stock_transfer_arrivals', 'stock_count_entries'];

/** Where a product is bought unless somebody says otherwise, as far as something may be ordered there. */
const PREFERRED_OFFERS = `
  SELECT sp.product_id, sp.supplier_id, s.name::text AS supplier_name, sp.pack_factor, sp.minimum_order_quantity,
    sp.lead_time_days, sp.cost, sp.currency::text AS currency
  FROM supplier_products sp JOIN suppliers s ON s.id = sp.supplier_id
  WHERE sp.is_preferred AND sp.is_active AND s.is_active AND NOT s.delivery_blocked`;

/** What is ordered and has not come; purchasing says so once there is such a thing. */
const NO_OPEN_PURCHASES = `
  SELECT NULL::uuid AS product_id, NULL::uuid AS location_id, NULL::numeric AS quantity WHERE false`;

const VIEWS = { preferred_offers: PREFERRED_OFFERS, open_purchase_lines: NO_OPEN_PURCHASES };

const LOSSES = `m.kind IN ('adjustment', 'damaged', 'discarded'`;
const TRUE_UPS = `m.kind = 'true_up' AND m.source_type <> 'sale'`;

/** What got lost on its way is a loss of the place that sent it, in that place's currency. */
const STOCK_LOSSES = {
  before: `
    SELECT m.product_id, m.location_id, l.currency::text AS currency, m.business_date, m.kind::text AS kind,
      -m.value AS amount
    FROM stock_movements m JOIN locations l ON l.id = m.location_id
    WHERE ${LOSSES}) OR (${TRUE_UPS})`,
  after: `
    SELECT m.product_id, coalesce(d.location_id, m.location_id) AS location_id,
      coalesce(d.currency, l.currency)::text AS currency, m.business_date, m.kind::text AS kind, -m.value AS amount
    FROM stock_movements m JOIN locations l ON l.id = m.location_id
      LEFT JOIN documents d ON m.kind = 'transfer_loss' AND d.id = m.source_id
    WHERE ${LOSSES}, 'count', 'transfer_loss') OR (${TRUE_UPS})`,
};

/** A product that was never in stock has one row without a location. Goods on their way are at none. */
function stockLevels(settings: boolean): string {
  const minimum = settings
    ? 'coalesce(k.min_stock_level, p.min_stock_level)::numeric(14,3)'
    : 'p.min_stock_level';
  const kept = `LEFT JOIN product_location_settings k ON k.product_id = p.id AND k.location_id = l.location_id`;
  return `
    SELECT p.id AS product_id, p.sku::text AS sku, p.name::text AS name, p.category_id, c.name::text AS category,
      u.code::text AS unit, l.location_id, place.code::text AS location_code, place.name::text AS location_name,
      coalesce(l.on_hand, 0) AS on_hand, coalesce(l.reserved, 0) AS reserved, ${minimum} AS min_stock_level,
      l.avg_cost, coalesce(l.stock_value, 0) AS stock_value, p.price, p.lifecycle_status::text AS lifecycle_status,
      ${minimum} > 0 AND coalesce(l.on_hand, 0) <= ${minimum} AS is_low
    FROM products p
      LEFT JOIN stock_levels l ON l.product_id = p.id ${settings ? `AND l.location_id <> '${TRANSIT_LOCATION_ID}'` : ''}
      LEFT JOIN locations place ON place.id = l.location_id
      LEFT JOIN categories c ON c.id = p.category_id
      LEFT JOIN units u ON u.id = p.unit_id
      ${settings ? kept : ''}
    WHERE p.is_stocked AND (p.lifecycle_status <> 'archived' OR l.on_hand <> 0)`;
}

/** Transfers, counts and adjustments beside their documents, and how much of a product each location should hold. */
export class CreateStockOperations1795400000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES]) await queryRunner.query(statement);
    for (const table of APPEND_ONLY) {
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const [name, body] of Object.entries(VIEWS)) {
      await queryRunner.query(`CREATE VIEW ${name} AS ${body}`);
    }
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_stock_losses AS ${STOCK_LOSSES.after}`);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_stock_levels AS ${stockLevels(true)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_stock_levels AS ${stockLevels(false)}`);
    await queryRunner.query(`CREATE OR REPLACE VIEW rpt_stock_losses AS ${STOCK_LOSSES.before}`);
    for (const name of Object.keys(VIEWS)) await queryRunner.query(`DROP VIEW ${name}`);
    await queryRunner.query(`
      DROP TABLE product_location_settings, stock_adjustment_lines, stock_count_entries,
        stock_count_products, stock_counts, stock_transfer_arrivals, stock_transfer_lines, stock_transfers`);
  }
}
