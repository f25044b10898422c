import type { MigrationInterface, QueryRunner } from 'typeorm';

const CUSTOMER_CHECKS: readonly [name: string, condition: string][] = [
  ['tax_treatment', `tax_treatment IN ('standard', 'exempt', 'reverse_charge')`],
  ['country_code', `country_code ~ '^[A-Z]{2}$'`],
  ['merged', `merged_into_id IS NULL OR (NOT is_active AND merged_into_id <> id)`],
  [
    'anonymised',
    `anonymised_at IS NULL OR (NOT is_active AND num_nonnulls(contact_info, contact_person, email, phone, address,
       city, vat_number, exemption_number, notes) = 0)`,
  ],
];

const MUTABLE = `
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const CONTACT = `
  contact_person character varying(200),
  email character varying(254),
  phone character varying(50)`;

const DAY = `day character varying(3) NOT NULL`;

function dayChecks(table: string): string {
  return `
    CONSTRAINT pk_${table} PRIMARY KEY (id),
    CONSTRAINT ck_${table}_day CHECK (day IN ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'))`;
}

/** Sites, divisions, schedules, supplier products, merging and erasing. */
export class DeepenPartners1795300000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await this.deepenCustomers(queryRunner);
    await this.createCustomerSites(queryRunner);
    await this.createCustomerDays(queryRunner);
    await this.createSupplierDivisions(queryRunner);
    await this.createSupplierDays(queryRunner);
    await this.createSupplierProducts(queryRunner);
    await this.publishForPartners(queryRunner);
    await this.allowRedaction(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER tr_audit_log_append_only ON audit_log`);
    await queryRunner.query(`DROP TRIGGER tr_audit_log_no_delete ON audit_log`);
    await queryRunner.query(`DROP FUNCTION is_audit_redaction(audit_log, audit_log)`);
    await queryRunner.query(`
      CREATE TRIGGER tr_audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`DROP VIEW product_labels`);
    await queryRunner.query(`DROP VIEW location_clocks`);
    await queryRunner.query(`DROP FUNCTION next_supplier_delivery(uuid, timestamp)`);
    for (const table of [
      'supplier_products',
      'supplier_days',
      'supplier_divisions',
      'customer_days',
      'customer_sites',
    ])
      await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query(`DROP FUNCTION day_of_week(date)`);
    await queryRunner.query(`DROP VIEW sale_customers`);
    await queryRunner.query(`DROP INDEX ix_suppliers_vat_number, ix_customers_vat_number, ix_customers_phone_digits,
      ix_customers_merged_into`);
    await queryRunner.query(`ALTER TABLE suppliers DROP COLUMN country_code`);
    await queryRunner.query(`
      ALTER TABLE customers
        DROP CONSTRAINT ck_customers_anonymised, DROP CONSTRAINT ck_customers_merged,
        DROP COLUMN tax_treatment, DROP COLUMN exemption_number, DROP COLUMN exemption_valid_until,
        DROP COLUMN country_code, DROP COLUMN merged_into_id, DROP COLUMN anonymised_at`);
  }

  private async deepenCustomers(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE customers
        ADD COLUMN country_code character varying(2),
        ADD COLUMN tax_treatment character varying(20) NOT NULL DEFAULT 'standard',
        ADD COLUMN exemption_number character varying(50),
        ADD COLUMN exemption_valid_until date,
        ADD COLUMN merged_into_id uuid,
        ADD COLUMN anonymised_at timestamptz,
        ADD CONSTRAINT fk_customers_merged_into FOREIGN KEY (merged_into_id) REFERENCES customers (id),
        ${CUSTOMER_CHECKS.map(([name, condition]) => `ADD CONSTRAINT ck_customers_${name} CHECK (${condition})`).join(', ')}`);
    await queryRunner.query(`
      ALTER TABLE suppliers ADD COLUMN country_code character varying(2),
        ADD CONSTRAINT ck_suppliers_country_code CHECK (country_code ~ '^[A-Z]{2}$')`);
    await queryRunner.query(`CREATE INDEX ix_suppliers_vat_number ON suppliers (vat_number)`);
    await queryRunner.query(`CREATE INDEX ix_customers_vat_number ON customers (vat_number)`);
    await queryRunner.query(`CREATE INDEX ix_customers_merged_into ON customers (merged_into_id)`);
    // The same phone is written in many ways; its digits are what it is.
    await queryRunner.query(`
      CREATE INDEX ix_customers_phone_digits ON customers (regexp_replace(phone, '\\D', '', 'g')) WHERE phone IS NOT NULL`);
    await queryRunner.query(`
      CREATE VIEW sale_customers AS
      SELECT id, code, name, type, vat_number, price_group_id, discount_percent::text AS discount_percent,
             credit_limit::text AS credit_limit, payment_delay_days, tax_treatment,
             exemption_valid_until::text AS exemption_valid_until, sales_blocked, credit_blocked, is_active,
             merged_into_id
      FROM customers`);
    await queryRunner.query(`
      CREATE FUNCTION day_of_week(day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
        SELECT (ARRAY['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow FROM day)::int]
      $f$`);
  }

  private async createCustomerSites(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE customer_sites (
        ${MUTABLE},
        customer_id uuid NOT NULL,
        name character varying(200) NOT NULL,
        address character varying(500),
        city character varying(100),
        postal_code character varying(20),
        country_code character varying(2),
        ${CONTACT},
        is_delivery_address boolean NOT NULL DEFAULT true,
        is_billing_address boolean NOT NULL DEFAULT false,
        is_primary boolean NOT NULL DEFAULT false,
        special_discount_percent numeric(7,4),
        is_active boolean NOT NULL DEFAULT true,
        notes character varying(2000),
        CONSTRAINT pk_customer_sites PRIMARY KEY (id),
        CONSTRAINT uq_customer_sites_name UNIQUE (customer_id, name),
        CONSTRAINT fk_customer_sites_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
        CONSTRAINT ck_customer_sites_country_code CHECK (country_code ~ '^[A-Z]{2}$'),
        CONSTRAINT ck_customer_sites_special_discount CHECK (special_discount_percent BETWEEN 0 AND 100),
        CONSTRAINT ck_customer_sites_primary_is_active CHECK (is_active OR NOT is_primary)
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_customer_sites_primary ON customer_sites (customer_id) WHERE is_primary`,
    );
  }

  private async createCustomerDays(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE customer_days (
        id uuid NOT NULL,
        customer_id uuid NOT NULL,
        ${DAY},
        expects_order boolean NOT NULL DEFAULT false,
        expects_delivery boolean NOT NULL DEFAULT false,
        preferred_delivery_time_from time(0),
        preferred_delivery_time_to time(0),
        ${dayChecks('customer_days')},
        CONSTRAINT uq_customer_days UNIQUE (customer_id, day),
        CONSTRAINT fk_customer_days_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
        CONSTRAINT ck_customer_days_window CHECK (preferred_delivery_time_from < preferred_delivery_time_to)
      )`);
  }

  private async createSupplierDivisions(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE supplier_divisions (
        ${MUTABLE},
        supplier_id uuid NOT NULL,
        name character varying(200) NOT NULL,
        code character varying(20),
        description character varying(500),
        ${CONTACT},
        payment_days integer,
        is_active boolean NOT NULL DEFAULT true,
        CONSTRAINT pk_supplier_divisions PRIMARY KEY (id),
        CONSTRAINT uq_supplier_divisions_name UNIQUE (supplier_id, name),
        CONSTRAINT uq_supplier_divisions_code UNIQUE (supplier_id, code),
        CONSTRAINT fk_supplier_divisions_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id) ON DELETE CASCADE,
        CONSTRAINT ck_supplier_divisions_payment_days CHECK (payment_days BETWEEN 0 AND 3650)
      )`);
  }

  private async createSupplierDays(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE supplier_days (
        id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        ${DAY},
        expects_order boolean NOT NULL DEFAULT false,
        makes_delivery boolean NOT NULL DEFAULT false,
        order_deadline_time time(0),
        delivery_time_from time(0),
        delivery_time_to time(0),
        ${dayChecks('supplier_days')},
        CONSTRAINT uq_supplier_days UNIQUE (supplier_id, day),
        CONSTRAINT fk_supplier_days_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id) ON DELETE CASCADE,
        CONSTRAINT ck_supplier_days_window CHECK (delivery_time_from < delivery_time_to)
      )`);
    await queryRunner.query(
      `CREATE INDEX ix_supplier_days_order ON supplier_days (day, supplier_id) WHERE expects_order`,
    );
    await queryRunner.query(
      `CREATE INDEX ix_supplier_days_delivery ON supplier_days (day, supplier_id) WHERE makes_delivery`,
    );
    // Today counts while its delivery can still come; then the next seven days.
    await queryRunner.query(`
      CREATE FUNCTION next_supplier_delivery(supplier uuid, local_time timestamp) RETURNS date
      LANGUAGE sql STABLE PARALLEL SAFE AS $f$
        SELECT local_time::date + ahead
        FROM generate_series(0, 7) AS ahead
        JOIN supplier_days d ON d.supplier_id = supplier AND d.makes_delivery
                            AND d.day = day_of_week(local_time::date + ahead)
        WHERE ahead > 0 OR coalesce(d.delivery_time_to, d.delivery_time_from, '24:00') > local_time::time
        ORDER BY ahead LIMIT 1
      $f$`);
  }

  private async createSupplierProducts(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE supplier_products (
        ${MUTABLE},
        supplier_id uuid NOT NULL,
        product_id uuid NOT NULL,
        supplier_code character varying(50),
        supplier_name character varying(200),
        cost numeric(19,4),
        currency character(3),
        pack_factor numeric(14,3) NOT NULL DEFAULT 1,
        pack_unit character varying(20),
        minimum_order_quantity numeric(14,3),
        lead_time_days integer,
        is_preferred boolean NOT NULL DEFAULT false,
        is_active boolean NOT NULL DEFAULT true,
        notes character varying(2000),
        CONSTRAINT pk_supplier_products PRIMARY KEY (id),
        CONSTRAINT uq_supplier_products UNIQUE (supplier_id, product_id),
        CONSTRAINT fk_supplier_products_supplier FOREIGN KEY (supplier_id) REFERENCES suppliers (id),
        CONSTRAINT fk_supplier_products_product FOREIGN KEY (product_id) REFERENCES products (id),
        CONSTRAINT ck_supplier_products_cost CHECK (cost >= 0),
        CONSTRAINT ck_supplier_products_pack_factor CHECK (pack_factor > 0),
        CONSTRAINT ck_supplier_products_minimum CHECK (minimum_order_quantity > 0),
        CONSTRAINT ck_supplier_products_lead_time CHECK (lead_time_days BETWEEN 0 AND 3650),
        CONSTRAINT ck_supplier_products_preferred_is_active CHECK (is_active OR NOT is_preferred)
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_supplier_products_preferred ON supplier_products (product_id) WHERE is_preferred`,
    );
    await queryRunner.query(
      `CREATE INDEX ix_supplier_products_product ON supplier_products (product_id, supplier_id)`,
    );
    await queryRunner.query(
      `CREATE INDEX ix_supplier_products_code ON supplier_products (supplier_id, supplier_code)`,
    );
  }

  /** What partners read of neighbours on their own level: a clock for schedules, a name for a product's id. */
  private async publishForPartners(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE VIEW location_clocks AS SELECT id AS location_id, time_zone, is_default, is_active FROM locations`,
    );
    await queryRunner.query(`CREATE VIEW product_labels AS SELECT id AS product_id, sku, name FROM products`);
  }

  /** The one change that the audit log allows: what entries about one subject say is blanked, when announced. */
  private async allowRedaction(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION is_audit_redaction(was audit_log, now audit_log) RETURNS boolean LANGUAGE sql STABLE AS $f$
        SELECT coalesce(current_setting('opentill.redacted_subject', true), '') = was.subject_type || ':' || was.subject_id
           AND to_jsonb(was) - 'before' - 'after' = to_jsonb(now) - 'before' - 'after'
           AND now.before IS NOT DISTINCT FROM CASE WHEN was.before IS NOT NULL THEN jsonb '{"redacted": true}' END
           AND now.after IS NOT DISTINCT FROM CASE WHEN was.after IS NOT NULL THEN jsonb '{"redacted": true}' END
      $f$`);
    await queryRunner.query(`DROP TRIGGER tr_audit_log_append_only ON audit_log`);
    await queryRunner.query(`
      CREATE TRIGGER tr_audit_log_append_only BEFORE UPDATE ON audit_log
      FOR EACH ROW WHEN (NOT is_audit_redaction(OLD, NEW)) EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_audit_log_no_delete BEFORE DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
  }
}
