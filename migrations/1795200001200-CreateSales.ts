import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sales with their lines, returns, and the chained receipts. */
export class CreateSales1795200001200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SEQUENCE order_number_seq`);
    // No key to locations: the register has one. Each would lock the row of the busiest location once more a sale.
    await queryRunner.query(`
      CREATE TABLE sales (
        id uuid NOT NULL,
        order_number character varying(30) NOT NULL,
        status character varying(20) NOT NULL,
        location_id uuid NOT NULL,
        register_id uuid NOT NULL,
        customer_id uuid,
        cashier_id uuid NOT NULL,
        employee_id uuid,
        currency character(3) NOT NULL,
        prices_include_tax boolean NOT NULL,
        rounding_mode character varying(20) NOT NULL,
        rounding_level character varying(20) NOT NULL,
        discount_id uuid,
        cart_discount_amount numeric(19,4),
        tax_override numeric(19,4),
        subtotal numeric(19,4) NOT NULL,
        discount_amount numeric(19,4) NOT NULL,
        tax_amount numeric(19,4) NOT NULL,
        total_amount numeric(19,4) NOT NULL,
        rounding_amount numeric(19,4) NOT NULL,
        paid_amount numeric(19,4) NOT NULL,
        change_amount numeric(19,4) NOT NULL,
        refunded_amount numeric(19,4) NOT NULL,
        notes character varying(2000),
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        time_zone character varying(64) NOT NULL,
        completed_at timestamptz,
        cancelled_at timestamptz,
        voided_at timestamptz,
        cancel_reason character varying(500),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_sales PRIMARY KEY (id),
        CONSTRAINT uq_sales_order_number UNIQUE (order_number),
        CONSTRAINT fk_sales_register FOREIGN KEY (register_id) REFERENCES registers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sales_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sales_cashier FOREIGN KEY (cashier_id) REFERENCES users (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sales_employee FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sales_discount FOREIGN KEY (discount_id) REFERENCES discounts (id) ON DELETE RESTRICT,
        CONSTRAINT ck_sales_status CHECK (status IN ('pending', 'completed', 'cancelled', 'refunded', 'partially_refunded')),
        CONSTRAINT ck_sales_total CHECK (total_amount = subtotal + tax_amount),
        CONSTRAINT ck_sales_amounts CHECK (subtotal >= 0 AND tax_amount >= 0 AND discount_amount >= 0 AND change_amount >= 0),
        CONSTRAINT ck_sales_paid CHECK (
          paid_amount >= 0 AND refunded_amount >= 0 AND refunded_amount <= paid_amount
          AND paid_amount <= total_amount + rounding_amount),
        CONSTRAINT ck_sales_completed CHECK (
          status IN ('pending', 'cancelled') OR (completed_at IS NOT NULL AND paid_amount = total_amount + rounding_amount))
      )`);
    await queryRunner.query(`CREATE INDEX ix_sales_business_date ON sales (business_date, location_id)`);
    await queryRunner.query(`CREATE INDEX ix_sales_created_at ON sales (created_at, id)`);
    await queryRunner.query(`CREATE INDEX ix_sales_customer ON sales (customer_id, id)`);

    await queryRunner.query(`
      CREATE TABLE sale_items (
        id uuid NOT NULL,
        sale_id uuid NOT NULL,
        line_number integer NOT NULL,
        product_id uuid NOT NULL,
        sku character varying(64) NOT NULL,
        name character varying(200) NOT NULL,
        is_stocked boolean NOT NULL,
        quantity numeric(14,3) NOT NULL,
        returned_quantity numeric(14,3) NOT NULL DEFAULT 0,
        code_price numeric(19,4),
        override_unit_price numeric(19,4),
        override_discount numeric(19,4),
        discount_id uuid,
        base_price numeric(19,4) NOT NULL,
        unit_price numeric(19,4) NOT NULL,
        discount_amount numeric(19,4) NOT NULL,
        cart_discount_amount numeric(19,4) NOT NULL,
        net_amount numeric(19,4) NOT NULL,
        tax_code character varying(20),
        tax_rate numeric(7,4) NOT NULL,
        tax_amount numeric(19,4) NOT NULL,
        total_amount numeric(19,4) NOT NULL,
        is_override boolean NOT NULL,
        note character varying(500),
        price_trace jsonb NOT NULL,
        CONSTRAINT pk_sale_items PRIMARY KEY (id),
        CONSTRAINT uq_sale_items_line UNIQUE (sale_id, line_number),
        CONSTRAINT fk_sale_items_sale FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_items_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_items_discount FOREIGN KEY (discount_id) REFERENCES discounts (id) ON DELETE RESTRICT,
        CONSTRAINT ck_sale_items_quantity CHECK (quantity > 0 AND returned_quantity >= 0 AND returned_quantity <= quantity),
        CONSTRAINT ck_sale_items_total CHECK (total_amount = net_amount + tax_amount),
        CONSTRAINT ck_sale_items_amounts CHECK (
          unit_price >= 0 AND net_amount >= 0 AND tax_amount >= 0 AND discount_amount >= cart_discount_amount
          AND cart_discount_amount >= 0)
      )`);
    await queryRunner.query(
      `CREATE INDEX ix_sales_voided_at ON sales (voided_at) WHERE voided_at IS NOT NULL`,
    );
    await queryRunner.query(`CREATE INDEX ix_sale_items_product ON sale_items (product_id)`);
    await queryRunner.query(
      `CREATE INDEX ix_sale_items_discount ON sale_items (discount_id) WHERE discount_id IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX ix_sales_discount ON sales (discount_id) WHERE discount_id IS NOT NULL`,
    );

    await queryRunner.query(`
      CREATE TABLE sale_returns (
        id uuid NOT NULL,
        sale_id uuid,
        location_id uuid NOT NULL,
        register_id uuid NOT NULL,
        customer_id uuid,
        actor_id uuid NOT NULL,
        employee_id uuid,
        currency character(3) NOT NULL,
        subtotal numeric(19,4) NOT NULL,
        tax_amount numeric(19,4) NOT NULL,
        total_amount numeric(19,4) NOT NULL,
        rounding_amount numeric(19,4) NOT NULL,
        refunded_amount numeric(19,4) NOT NULL,
        reason character varying(500),
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        time_zone character varying(64) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_sale_returns PRIMARY KEY (id),
        CONSTRAINT fk_sale_returns_sale FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_returns_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_returns_register FOREIGN KEY (register_id) REFERENCES registers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_returns_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_returns_actor FOREIGN KEY (actor_id) REFERENCES users (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_returns_employee FOREIGN KEY (employee_id) REFERENCES employees (id) ON DELETE RESTRICT,
        CONSTRAINT ck_sale_returns_total CHECK (total_amount = subtotal + tax_amount AND subtotal >= 0 AND tax_amount >= 0),
        CONSTRAINT ck_sale_returns_refunded CHECK (refunded_amount = total_amount + rounding_amount)
      )`);
    await queryRunner.query(`CREATE INDEX ix_sale_returns_sale ON sale_returns (sale_id)`);
    await queryRunner.query(
      `CREATE INDEX ix_sale_returns_business_date ON sale_returns (business_date, location_id)`,
    );
    await queryRunner.query(`CREATE INDEX ix_sale_returns_created_at ON sale_returns (created_at, id)`);

    await queryRunner.query(`
      CREATE TABLE sale_return_items (
        id uuid NOT NULL,
        return_id uuid NOT NULL,
        sale_item_id uuid,
        line_number integer NOT NULL,
        product_id uuid NOT NULL,
        sku character varying(64) NOT NULL,
        name character varying(200) NOT NULL,
        quantity numeric(14,3) NOT NULL,
        disposition character varying(20) NOT NULL,
        unit_price numeric(19,4) NOT NULL,
        net_amount numeric(19,4) NOT NULL,
        tax_code character varying(20),
        tax_rate numeric(7,4) NOT NULL,
        tax_amount numeric(19,4) NOT NULL,
        total_amount numeric(19,4) NOT NULL,
        CONSTRAINT pk_sale_return_items PRIMARY KEY (id),
        CONSTRAINT uq_sale_return_items_line UNIQUE (return_id, line_number),
        CONSTRAINT fk_sale_return_items_return FOREIGN KEY (return_id) REFERENCES sale_returns (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_return_items_sale_item FOREIGN KEY (sale_item_id) REFERENCES sale_items (id) ON DELETE RESTRICT,
        CONSTRAINT fk_sale_return_items_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
        CONSTRAINT ck_sale_return_items_quantity CHECK (quantity > 0),
        CONSTRAINT ck_sale_return_items_disposition CHECK (disposition IN ('restock', 'damaged', 'discard')),
        CONSTRAINT ck_sale_return_items_total CHECK (total_amount = net_amount + tax_amount AND net_amount >= 0 AND tax_amount >= 0)
      )`);
    await queryRunner.query(
      `CREATE INDEX ix_sale_return_items_sale_item ON sale_return_items (sale_item_id)`,
    );
    await queryRunner.query(`CREATE INDEX ix_sale_return_items_product ON sale_return_items (product_id)`);

    await queryRunner.query(`
      CREATE TABLE receipts (
        id uuid NOT NULL,
        kind character varying(10) NOT NULL,
        sale_id uuid,
        return_id uuid,
        register_id uuid NOT NULL,
        number character varying(60) NOT NULL,
        sequence bigint NOT NULL,
        body text NOT NULL,
        previous_hash character(64) NOT NULL,
        hash character(64) NOT NULL,
        issued_at timestamptz NOT NULL,
        CONSTRAINT pk_receipts PRIMARY KEY (id),
        CONSTRAINT uq_receipts_number UNIQUE (number),
        CONSTRAINT uq_receipts_sequence UNIQUE (register_id, sequence),
        CONSTRAINT fk_receipts_sale FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT,
        CONSTRAINT fk_receipts_return FOREIGN KEY (return_id) REFERENCES sale_returns (id) ON DELETE RESTRICT,
        CONSTRAINT fk_receipts_register FOREIGN KEY (register_id) REFERENCES registers (id) ON DELETE RESTRICT,
        CONSTRAINT ck_receipts_kind CHECK (
          (kind IN ('sale', 'void') AND sale_id IS NOT NULL AND return_id IS NULL) OR (kind = 'return' AND return_id IS NOT NULL)),
        CONSTRAINT ck_receipts_sequence CHECK (sequence > 0)
      )`);
    // One receipt and at most one void for a sale, one receipt for a return.
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_receipts_sale ON receipts (sale_id, kind) WHERE return_id IS NULL`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_receipts_return ON receipts (return_id) WHERE return_id IS NOT NULL`,
    );
    await queryRunner.query(`
      CREATE TRIGGER tr_receipts_append_only BEFORE UPDATE OR DELETE ON receipts
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_receipts_no_truncate BEFORE TRUNCATE ON receipts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);

    await queryRunner.query(`
      ALTER TABLE payments ADD CONSTRAINT fk_payments_sale
      FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payments DROP CONSTRAINT fk_payments_sale`);
    for (const table of ['receipts', 'sale_return_items', 'sale_returns', 'sale_items', 'sales']) {
      await queryRunner.query(`DROP TABLE ${table}`);
    }
    await queryRunner.query(`DROP SEQUENCE order_number_seq`);
  }
}
