import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Discounts and the products they name. */
export class CreatePricing1795200000900 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE discounts (
        id uuid NOT NULL,
        name character varying(100) NOT NULL,
        code character varying(40),
        type character varying(20) NOT NULL,
        value numeric(19,4) NOT NULL,
        start_date date,
        end_date date,
        is_active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_discounts PRIMARY KEY (id),
        CONSTRAINT uq_discounts_code UNIQUE (code),
        CONSTRAINT ck_discounts_type CHECK (type IN ('percentage', 'fixed_amount')),
        CONSTRAINT ck_discounts_value CHECK (value > 0 AND (type <> 'percentage' OR value <= 100)),
        CONSTRAINT ck_discounts_window CHECK (end_date >= start_date)
      )`);
    await queryRunner.query(`CREATE INDEX ix_discounts_created_at ON discounts (created_at, id)`);

    await queryRunner.query(`
      CREATE TABLE discount_products (
        discount_id uuid NOT NULL,
        product_id uuid NOT NULL,
        CONSTRAINT pk_discount_products PRIMARY KEY (discount_id, product_id),
        CONSTRAINT fk_discount_products_discount FOREIGN KEY (discount_id) REFERENCES discounts (id) ON DELETE CASCADE,
        CONSTRAINT fk_discount_products_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX ix_discount_products_product ON discount_products (product_id)`);

    await queryRunner.query(`
      ALTER TABLE products ADD CONSTRAINT fk_products_discount
        FOREIGN KEY (discount_id) REFERENCES discounts (id) ON DELETE SET NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE products DROP CONSTRAINT fk_products_discount`);
    await queryRunner.query(`DROP TABLE discount_products`);
    await queryRunner.query(`DROP TABLE discounts`);
  }
}
