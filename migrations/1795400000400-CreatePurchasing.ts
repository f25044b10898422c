import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The documents of purchasing keep their own part beside `documents`, under the same id. */
function head(table: string, columns: string, constraints = ''): string {
  return `CREATE TABLE ${table} (
    id uuid NOT NULL,
    ${columns},
    CONSTRAINT pk_${table} PRIMARY KEY (id),
    CONSTRAINT fk_${table}_document FOREIGN KEY (id) REFERENCES documents (id) ON DELETE CASCADE
    ${constraints}
  )`;
}

/** A line of goods: what, in which unit, and how many base units one of them is. */
function lines(table: string, owner: string, columns: string, constraints = ''): string[] {
  return [
    `CREATE TABLE ${table} (
      id uuid NOT NULL,
      document_id uuid NOT NULL,
      line_number integer NOT NULL,
      product_id uuid NOT NULL,
      sku character varying(64) NOT NULL,
      name character varying(255) NOT NULL,
      packaging_id uuid,
      unit_code character varying(20) NOT NULL,
      unit_factor numeric(14,3) NOT NULL,
      notes character varying(500),
      ${columns},
      CONSTRAINT pk_${table} PRIMARY KEY (id),
      CONSTRAINT uq_${table}_number UNIQUE (document_id, line_number) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT fk_${table}_document FOREIGN KEY (document_id) REFERENCES ${owner} (id) ON DELETE CASCADE,
      CONSTRAINT fk_${table}_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
      CONSTRAINT fk_${table}_packaging FOREIGN KEY (packaging_id) REFERENCES product_packagings (id) ON DELETE RESTRICT,
      CONSTRAINT ck_${table}_unit_factor CHECK (unit_factor > 0)
      ${constraints}
    )`,
    `CREATE INDEX ix_${table}_product ON ${table} (product_id)`,
    `CREATE INDEX ix_${table}_packaging ON ${table} (packaging_id) WHERE packaging_id IS NOT NULL`,
  ];
}

const TOTALS = `
    prices_include_tax boolean NOT NULL,
    subtotal numeric(19,4) NOT NULL DEFAULT 0,
    discount_total numeric(19,4) NOT NULL DEFAULT 0,
    tax_total numeric(19,4) NOT NULL DEFAULT 0,
    total numeric(19,4) NOT NULL DEFAULT 0`;

function totalsCheck(table: string): string {
  return `, CONSTRAINT ck_${table}_total CHECK (total = subtotal + tax_total)`;
}

const PRICED = `
      unit_price numeric(19,4) NOT NULL,
      price_source character varying(30) NOT NULL,
      discount_percent numeric(7,4) NOT NULL DEFAULT 0,
      discount_amount numeric(19,4) NOT NULL,
      net_amount numeric(19,4) NOT NULL,
      tax_code character varying(20),
      tax_rate numeric(7,4) NOT NULL,
      tax_amount numeric(19,4) NOT NULL,
      total_amount numeric(19,4) NOT NULL`;

function pricedChecks(table: string): string {
  return `,
      CONSTRAINT ck_${table}_total CHECK (total_amount = net_amount + tax_amount),
      CONSTRAINT ck_${table}_amounts CHECK (
        unit_price >= 0 AND discount_amount >= 0 AND net_amount >= 0 AND tax_amount >= 0 AND tax_rate >= 0
        AND discount_percent BETWEEN 0 AND 100),
      CONSTRAINT ck_${table}_price_source CHECK (price_source IN (
        'given', 'order', 'supplier_location', 'location', 'supplier', 'any_supplier', 'supplier_offer', 'average_cost',
        'cost_price', 'none'))`;
}

const ISSUES = `'damaged', 'expired', 'wrong_product', 'wrong_quantity', 'poor_quality', 'packaging_issues', 'other'`;

const REQUESTS = [
  head(
    'purchase_requests',
    `priority character varying(10) NOT NULL DEFAULT 'normal',
    required_by_date date`,
    `, CONSTRAINT ck_purchase_requests_priority CHECK (priority IN ('low', 'normal', 'high', 'urgent'))`,
  ),
  `CREATE INDEX ix_purchase_requests_required_by_date ON purchase_requests (required_by_date, id)`,
  ...lines(
    'purchase_request_lines',
    'purchase_requests',
    `quantity numeric(14,3) NOT NULL,
      converted_quantity numeric(14,3) NOT NULL DEFAULT 0,
      estimated_price numeric(19,4),
      supplier_id uuid`,
    `,
      CONSTRAINT fk_purchase_request_lines_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id) ON DELETE RESTRICT,
      CONSTRAINT ck_purchase_request_lines_quantity CHECK (quantity > 0 AND converted_quantity BETWEEN 0 AND quantity),
      CONSTRAINT ck_purchase_request_lines_estimated_price CHECK (estimated_price >= 0)`,
  ),
  `CREATE INDEX ix_purchase_request_lines_supplier ON purchase_request_lines (supplier_id) WHERE supplier_id IS NOT NULL`,
  // What became of a request stays known, also when the order it became is deleted.
  `CREATE TABLE purchase_request_conversions (
    id uuid NOT NULL,
    request_id uuid NOT NULL,
    request_line_id uuid NOT NULL,
    order_id uuid NOT NULL,
    order_number character varying(80),
    quantity numeric(14,3) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid NOT NULL,
    CONSTRAINT pk_purchase_request_conversions PRIMARY KEY (id),
    CONSTRAINT fk_purchase_request_conversions_request FOREIGN KEY (request_id) REFERENCES purchase_requests (id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_request_conversions_line FOREIGN KEY (request_line_id) REFERENCES purchase_request_lines (id) ON DELETE RESTRICT,
    CONSTRAINT ck_purchase_request_conversions_quantity CHECK (quantity > 0)
  )`,
  `CREATE INDEX ix_purchase_request_conversions_request ON purchase_request_conversions (request_id)`,
  `CREATE INDEX ix_purchase_request_conversions_line ON purchase_request_conversions (request_line_id)`,
];

const ORDERS = [
  head(
    'purchase_orders',
    `expected_delivery_date date NOT NULL,
    is_urgent boolean NOT NULL DEFAULT false,
    supplier_reference character varying(100),
    sent_at timestamptz,
    sent_by uuid,
    confirmed_at timestamptz,
    status_before_delivery character varying(30),
    ${TOTALS}`,
    totalsCheck('purchase_orders'),
  ),
  `CREATE INDEX ix_purchase_orders_expected_delivery_date ON purchase_orders (expected_delivery_date, id)`,
  ...lines(
    'purchase_order_lines',
    'purchase_orders',
    `quantity numeric(14,3) NOT NULL,
      received_quantity numeric(14,3) NOT NULL DEFAULT 0,
      rejected_quantity numeric(14,3) NOT NULL DEFAULT 0,
      over_delivery_percent numeric(7,4) NOT NULL DEFAULT 0,
      supplier_code character varying(50),
      request_line_id uuid,
      ${PRICED}`,
    `${pricedChecks('purchase_order_lines')},
      CONSTRAINT ck_purchase_order_lines_quantity CHECK (
        quantity > 0 AND rejected_quantity >= 0 AND received_quantity >= rejected_quantity),
      CONSTRAINT ck_purchase_order_lines_over_delivery CHECK (over_delivery_percent BETWEEN 0 AND 1000)`,
  ),
];

const RECEIPTS = [
  head(
    'delivery_receipts',
    `delivery_date date NOT NULL,
    supplier_reference character varying(100),
    driver_name character varying(100),
    vehicle_number character varying(50),
    quality_status character varying(10) NOT NULL DEFAULT 'pending',
    received_by uuid,
    received_at timestamptz,
    landed_total numeric(19,4) NOT NULL DEFAULT 0,
    ${TOTALS}`,
    `${totalsCheck('delivery_receipts')},
    CONSTRAINT ck_delivery_receipts_quality_status CHECK (quality_status IN ('pending', 'approved', 'rejected', 'partial')),
    CONSTRAINT ck_delivery_receipts_landed_total CHECK (landed_total >= 0)`,
  ),
  ...lines(
    'delivery_receipt_lines',
    'delivery_receipts',
    `order_id uuid,
      order_line_id uuid,
      ordered_quantity numeric(14,3),
      received_quantity numeric(14,3) NOT NULL,
      accepted_quantity numeric(14,3) NOT NULL,
      rejected_quantity numeric(14,3) NOT NULL DEFAULT 0,
      quality_decision character varying(10) NOT NULL DEFAULT 'pending',
      quality_issue_type character varying(20),
      quality_notes character varying(500),
      quality_checked_by uuid,
      quality_checked_at timestamptz,
      unit_weight_kg numeric(14,6),
      landed_amount numeric(19,4) NOT NULL DEFAULT 0,
      batch_number character varying(100),
      expiry_date date,
      serial_numbers text[] NOT NULL DEFAULT '{}',
      ${PRICED}`,
    `${pricedChecks('delivery_receipt_lines')},
      CONSTRAINT fk_delivery_receipt_lines_order FOREIGN KEY (order_id) REFERENCES purchase_orders (id) ON DELETE RESTRICT,
      CONSTRAINT fk_delivery_receipt_lines_order_line FOREIGN KEY (order_line_id) REFERENCES purchase_order_lines (id) ON DELETE RESTRICT,
      CONSTRAINT ck_delivery_receipt_lines_quantity CHECK (
        received_quantity > 0 AND accepted_quantity >= 0 AND rejected_quantity >= 0
        AND accepted_quantity + rejected_quantity = received_quantity),
      CONSTRAINT ck_delivery_receipt_lines_quality CHECK (CASE quality_decision
        WHEN 'pending' THEN rejected_quantity = 0
        WHEN 'accepted' THEN rejected_quantity = 0
        WHEN 'rejected' THEN accepted_quantity = 0 AND quality_issue_type IS NOT NULL
        WHEN 'partial' THEN accepted_quantity > 0 AND rejected_quantity > 0 AND quality_issue_type IS NOT NULL
        ELSE false END),
      CONSTRAINT ck_delivery_receipt_lines_issue CHECK (quality_issue_type IN (${ISSUES})),
      CONSTRAINT ck_delivery_receipt_lines_order CHECK ((order_id IS NULL) = (order_line_id IS NULL)),
      CONSTRAINT ck_delivery_receipt_lines_landed_amount CHECK (landed_amount >= 0)`,
  ),
  `CREATE INDEX ix_delivery_receipt_lines_order ON delivery_receipt_lines (order_id) WHERE order_id IS NOT NULL`,
  `CREATE INDEX ix_delivery_receipt_lines_order_line ON delivery_receipt_lines (order_line_id) WHERE order_line_id IS NOT NULL`,
  `CREATE TABLE landed_costs (
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    description character varying(200) NOT NULL,
    amount numeric(19,4) NOT NULL,
    allocation character varying(10) NOT NULL,
    supplier_id uuid,
    is_late boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by uuid NOT NULL,
    CONSTRAINT pk_landed_costs PRIMARY KEY (id),
    CONSTRAINT fk_landed_costs_document FOREIGN KEY (document_id) REFERENCES delivery_receipts (id) ON DELETE CASCADE,
    CONSTRAINT fk_landed_costs_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id) ON DELETE RESTRICT,
    CONSTRAINT ck_landed_costs_amount CHECK (amount > 0),
    CONSTRAINT ck_landed_costs_allocation CHECK (allocation IN ('quantity', 'value', 'weight'))
  )`,
  `CREATE INDEX ix_landed_costs_document ON landed_costs (document_id)`,
  `CREATE INDEX ix_landed_costs_supplier ON landed_costs (supplier_id) WHERE supplier_id IS NOT NULL`,
  // Ids of their own: what is added to goods that are in stock already is posted under them.
  `CREATE TABLE landed_cost_shares (
    id uuid NOT NULL,
    landed_cost_id uuid NOT NULL,
    receipt_line_id uuid NOT NULL,
    amount numeric(19,4) NOT NULL,
    CONSTRAINT pk_landed_cost_shares PRIMARY KEY (id),
    CONSTRAINT uq_landed_cost_shares_line UNIQUE (landed_cost_id, receipt_line_id),
    CONSTRAINT fk_landed_cost_shares_cost FOREIGN KEY (landed_cost_id) REFERENCES landed_costs (id) ON DELETE CASCADE,
    CONSTRAINT fk_landed_cost_shares_line FOREIGN KEY (receipt_line_id) REFERENCES delivery_receipt_lines (id) ON DELETE CASCADE,
    CONSTRAINT ck_landed_cost_shares_amount CHECK (amount >= 0)
  )`,
  `CREATE INDEX ix_landed_cost_shares_line ON landed_cost_shares (receipt_line_id)`,
];

const PRICES = [
  // One row for each line of a delivery that stands: what was last paid is found along one index.
  `CREATE TABLE purchase_prices (
    receipt_line_id uuid NOT NULL,
    product_id uuid NOT NULL,
    supplier_id uuid NOT NULL,
    location_id uuid NOT NULL,
    currency character(3) NOT NULL,
    net_price numeric(19,4) NOT NULL,
    unit_factor numeric(14,3) NOT NULL,
    bought_on date NOT NULL,
    bought_at timestamptz NOT NULL,
    CONSTRAINT pk_purchase_prices PRIMARY KEY (receipt_line_id),
    CONSTRAINT fk_purchase_prices_line FOREIGN KEY (receipt_line_id) REFERENCES delivery_receipt_lines (id) ON DELETE CASCADE,
    CONSTRAINT fk_purchase_prices_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_prices_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id) ON DELETE RESTRICT,
    CONSTRAINT fk_purchase_prices_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT ck_purchase_prices_net_price CHECK (net_price >= 0 AND unit_factor > 0)
  )`,
  `CREATE INDEX ix_purchase_prices_product ON purchase_prices (product_id, bought_at, receipt_line_id)`,
  `CREATE INDEX ix_purchase_prices_supplier ON purchase_prices (supplier_id)`,
  `CREATE INDEX ix_purchase_prices_location ON purchase_prices (location_id)`,
];

const RETURNS = [
  head(
    'supplier_returns',
    `receipt_id uuid,
    reason character varying(500),
    ${TOTALS}`,
    `${totalsCheck('supplier_returns')},
    CONSTRAINT fk_supplier_returns_receipt FOREIGN KEY (receipt_id) REFERENCES delivery_receipts (id) ON DELETE RESTRICT`,
  ),
  `CREATE INDEX ix_supplier_returns_receipt ON supplier_returns (receipt_id) WHERE receipt_id IS NOT NULL`,
  ...lines(
    'supplier_return_lines',
    'supplier_returns',
    `receipt_line_id uuid,
      quantity numeric(14,3) NOT NULL,
      is_from_stock boolean NOT NULL,
      issue_type character varying(20),
      batch_id uuid,
      serial_numbers text[] NOT NULL DEFAULT '{}',
      stock_state character varying(20) NOT NULL DEFAULT 'sellable',
      ${PRICED}`,
    `${pricedChecks('supplier_return_lines')},
      CONSTRAINT ck_supplier_return_lines_stock_state CHECK (stock_state IN ('sellable', 'quality_hold', 'damaged')),
      CONSTRAINT fk_supplier_return_lines_receipt_line FOREIGN KEY (receipt_line_id) REFERENCES delivery_receipt_lines (id) ON DELETE RESTRICT,
      CONSTRAINT ck_supplier_return_lines_quantity CHECK (quantity > 0),
      CONSTRAINT ck_supplier_return_lines_issue CHECK (issue_type IN (${ISSUES})),
      CONSTRAINT ck_supplier_return_lines_rejected CHECK (is_from_stock OR receipt_line_id IS NOT NULL)`,
  ),
  `CREATE INDEX ix_supplier_return_lines_receipt_line ON supplier_return_lines (receipt_line_id) WHERE receipt_line_id IS NOT NULL`,
];

const MAIL = [
  // What was sent under a key is not sent again, however often its job runs.
  `CREATE TABLE mail_log (
    key character varying(200) NOT NULL,
    recipient character varying(254) NOT NULL,
    subject character varying(300) NOT NULL,
    message_id character varying(300) NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT pk_mail_log PRIMARY KEY (key)
  )`,
  `CREATE INDEX ix_mail_log_sent_at ON mail_log (sent_at)`,
];

/** What is expected: of orders what did not arrive yet, of requests what was not ordered yet. In base units. */
const OPEN_LINES = `
  CREATE OR REPLACE VIEW open_purchase_lines AS
  SELECT product_id, location_id, sum(quantity) AS quantity FROM (
    SELECT l.product_id, d.location_id,
      greatest(l.quantity - (l.received_quantity - l.rejected_quantity), 0) * l.unit_factor AS quantity
    FROM purchase_order_lines l JOIN document_headers d ON d.id = l.document_id
    WHERE d.status_meaning IN ('draft', 'submitted', 'approved', 'sent', 'confirmed', 'in_progress', 'partial')
    UNION ALL
    SELECT l.product_id, d.location_id, (l.quantity - l.converted_quantity) * l.unit_factor
    FROM purchase_request_lines l JOIN document_headers d ON d.id = l.document_id
    WHERE d.status_meaning IN ('draft', 'submitted', 'approved', 'partial')
  ) AS expected WHERE quantity > 0 GROUP BY product_id, location_id`;

const EMPTY_OPEN_LINES = `
  CREATE OR REPLACE VIEW open_purchase_lines AS
  SELECT NULL::uuid AS product_id, NULL::uuid AS location_id, sum(NULL::numeric) AS quantity WHERE false GROUP BY 1, 2`;

const REPORTS = [
  // One row for each order in each delivery that stands; deliveries without an order are never late.
  `CREATE VIEW rpt_supplier_deliveries AS
  SELECT d.id AS receipt_id, l.order_id, d.partner_id AS supplier_id, d.location_id, d.currency::text AS currency,
    r.delivery_date, r.delivery_date <= o.expected_delivery_date AS is_on_time,
    sum(l.received_quantity * l.unit_factor) AS received_quantity,
    sum(l.accepted_quantity * l.unit_factor) AS accepted_quantity, sum(l.net_amount) AS net_amount
  FROM delivery_receipts r JOIN documents d ON d.id = r.id AND d.is_posted
    JOIN delivery_receipt_lines l ON l.document_id = r.id LEFT JOIN purchase_orders o ON o.id = l.order_id
  GROUP BY d.id, l.order_id, d.partner_id, d.location_id, d.currency, r.delivery_date, o.expected_delivery_date`,
  // Lines of orders that nothing is waited for any more, on the day of their last delivery.
  `CREATE VIEW rpt_supplier_order_lines AS
  SELECT l.id AS order_line_id, d.partner_id AS supplier_id, d.location_id, last.delivery_date,
    l.received_quantity - l.rejected_quantity = l.quantity AS is_accurate
  FROM purchase_order_lines l JOIN document_headers d ON d.id = l.document_id
    JOIN LATERAL (
      SELECT max(r.delivery_date) AS delivery_date FROM delivery_receipt_lines rl
        JOIN delivery_receipts r ON r.id = rl.document_id JOIN documents rd ON rd.id = r.id AND rd.is_posted
      WHERE rl.order_id = l.document_id) AS last ON last.delivery_date IS NOT NULL
  WHERE d.status_meaning IN ('completed', 'closed')`,
  `CREATE VIEW rpt_suppliers AS SELECT id AS supplier_id, code::text AS code, name::text AS name FROM suppliers`,
];

/** Requests, orders, deliveries and returns to suppliers; what goods were bought for; mail that went out. */
export class CreatePurchasing1795400000400 implements MigrationInterface {
  name = 'CreatePurchasing1795400000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE suppliers ADD over_delivery_percent numeric(7,4)`,
      `ALTER TABLE suppliers ADD CONSTRAINT ck_suppliers_over_delivery CHECK (over_delivery_percent BETWEEN 0 AND 1000)`,
      ...REQUESTS,
      ...ORDERS,
      ...RECEIPTS,
      ...PRICES,
      ...RETURNS,
      ...MAIL,
      OPEN_LINES,
      ...REPORTS,
    ];
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const views = ['rpt_suppliers', 'rpt_supplier_order_lines', 'rpt_supplier_deliveries'];
    for (const view of views) await queryRunner.query(`DROP VIEW ${view}`);
    await queryRunner.query(EMPTY_OPEN_LINES);
    const tables = [
      'mail_log',
      'supplier_return_lines',
      'supplier_returns',
      'purchase_prices',
      'landed_cost_shares',
      'landed_costs',
      'delivery_receipt_lines',
      'delivery_receipts',
      'purchase_order_lines',
      'purchase_orders',
      'purchase_request_conversions',
      'purchase_request_lines',
      'purchase_requests',
    ];
    for (const table of tables) await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query(`ALTER TABLE suppliers DROP over_delivery_percent`);
  }
}
