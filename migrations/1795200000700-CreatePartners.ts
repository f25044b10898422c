import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers and suppliers, their own codes, and one trigram index each that serves every search. */
export class CreatePartners1795200000700 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE customers (
        id uuid NOT NULL,
        code character varying(20) NOT NULL,
        name character varying(200) NOT NULL,
        type character varying(20) NOT NULL DEFAULT 'person',
        category character varying(20) NOT NULL DEFAULT 'regular',
        contact_info character varying(500),
        contact_person character varying(200),
        email character varying(254),
        phone character varying(50),
        address character varying(500),
        city character varying(100),
        vat_number character varying(30),
        loyalty_points integer NOT NULL DEFAULT 0,
        credit_limit numeric(19,4),
        payment_delay_days integer NOT NULL DEFAULT 0,
        price_group_id uuid,
        discount_percent numeric(7,4),
        sales_blocked boolean NOT NULL DEFAULT false,
        credit_blocked boolean NOT NULL DEFAULT false,
        is_active boolean NOT NULL DEFAULT true,
        notes character varying(2000),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_customers PRIMARY KEY (id),
        CONSTRAINT uq_customers_code UNIQUE (code),
        CONSTRAINT ck_customers_type CHECK (type IN ('person', 'company')),
        CONSTRAINT ck_customers_category CHECK (category IN ('regular', 'vip', 'problematic')),
        CONSTRAINT ck_customers_loyalty_points CHECK (loyalty_points >= 0),
        CONSTRAINT ck_customers_credit_limit CHECK (credit_limit >= 0),
        CONSTRAINT ck_customers_payment_delay_days CHECK (payment_delay_days BETWEEN 0 AND 3650),
        CONSTRAINT ck_customers_discount_percent CHECK (discount_percent BETWEEN 0 AND 100)
      )`);
    await queryRunner.query(`
      CREATE TABLE suppliers (
        id uuid NOT NULL,
        code character varying(20) NOT NULL,
        name character varying(200) NOT NULL,
        contact_info character varying(500),
        contact_person character varying(200),
        email character varying(254),
        phone character varying(50),
        address character varying(500),
        city character varying(100),
        vat_number character varying(30),
        bank_name character varying(200),
        bank_account character varying(50),
        payment_days integer NOT NULL DEFAULT 30,
        credit_limit numeric(19,4),
        is_internal boolean NOT NULL DEFAULT false,
        delivery_blocked boolean NOT NULL DEFAULT false,
        product_list jsonb,
        is_active boolean NOT NULL DEFAULT true,
        notes character varying(2000),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_suppliers PRIMARY KEY (id),
        CONSTRAINT uq_suppliers_code UNIQUE (code),
        CONSTRAINT ck_suppliers_credit_limit CHECK (credit_limit >= 0),
        CONSTRAINT ck_suppliers_payment_days CHECK (payment_days BETWEEN 0 AND 3650)
      )`);
    // One text of all that is searched, so that one index answers whichever column a word is in. The space in front
    // lets a word of one or two letters match where a word begins.
    await queryRunner.query(`
      CREATE FUNCTION partner_search_text(name text, code text, email text, phone text, contact_info text)
      RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
        SELECT ' ' || name || ' ' || code || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' '
               || coalesce(contact_info, '')
      $f$`);
    for (const table of ['customers', 'suppliers']) {
      await queryRunner.query(`CREATE SEQUENCE ${table}_code_seq`);
      await queryRunner.query(`CREATE INDEX ix_${table}_name ON ${table} (name, id)`);
      await queryRunner.query(`CREATE INDEX ix_${table}_created_at ON ${table} (created_at, id)`);
      await queryRunner.query(`
        CREATE INDEX ix_${table}_search ON ${table}
        USING gin (partner_search_text(name, code, email, phone, contact_info) gin_trgm_ops)`);
    }
    await queryRunner.query(`CREATE INDEX ix_customers_email ON customers (email)`);
    await this.createCodes(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION next_partner_code(text, text)`);
    for (const table of ['suppliers', 'customers']) {
      await queryRunner.query(`DROP TABLE ${table}`);
      await queryRunner.query(`DROP SEQUENCE ${table}_code_seq`);
    }
    await queryRunner.query(`DROP FUNCTION partner_search_text(text, text, text, text, text)`);
  }

  /** Codes may also be typed in, so the next generated one passes over those that are taken. */
  private async createCodes(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION next_partner_code(partners text, prefix text) RETURNS text LANGUAGE plpgsql VOLATILE AS $f$
      DECLARE
        digits text;
        is_taken boolean;
      BEGIN
        LOOP
          digits := nextval((partners || '_code_seq')::regclass)::text;
          digits := lpad(digits, greatest(6, length(digits)), '0');
          EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE code = $1)', partners) INTO is_taken USING prefix || digits;
          IF NOT is_taken THEN RETURN prefix || digits; END IF;
        END LOOP;
      END $f$`);
  }
}
