import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DEFAULT_LOCATION_ID, DEFAULT_REGISTER_ID } from '../src/locations/default-ids.js';

/** Stores, warehouses and their registers, with one default store and register to start selling at. */
export class CreateLocations1795200000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE locations (
        id uuid NOT NULL,
        code character varying(20) NOT NULL,
        name character varying(100) NOT NULL,
        type character varying(20) NOT NULL DEFAULT 'store',
        time_zone character varying(64) NOT NULL DEFAULT 'UTC',
        currency character varying(3) NOT NULL DEFAULT 'USD',
        sale_prices_include_tax boolean NOT NULL DEFAULT false,
        purchase_prices_include_tax boolean NOT NULL DEFAULT false,
        allow_negative_stock boolean NOT NULL DEFAULT false,
        batch_tracking_mode character varying(20) NOT NULL DEFAULT 'optional',
        default_markup_percent numeric(7,4) NOT NULL DEFAULT 30,
        rounding_mode character varying(20) NOT NULL DEFAULT 'half_up',
        rounding_level character varying(20) NOT NULL DEFAULT 'line',
        cash_rounding numeric(19,4),
        address character varying(500),
        phone character varying(50),
        email character varying(254),
        tax_number character varying(50),
        receipt_header character varying(1000),
        receipt_footer character varying(1000),
        is_active boolean NOT NULL DEFAULT true,
        is_default boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_locations PRIMARY KEY (id),
        CONSTRAINT uq_locations_code UNIQUE (code),
        CONSTRAINT ck_locations_type CHECK (type IN ('store', 'warehouse', 'storage', 'virtual')),
        CONSTRAINT ck_locations_batch_tracking_mode CHECK (batch_tracking_mode IN ('disabled', 'optional', 'enforced')),
        CONSTRAINT ck_locations_rounding_mode
          CHECK (rounding_mode IN ('half_up', 'half_even', 'up', 'down', 'ceiling', 'floor')),
        CONSTRAINT ck_locations_rounding_level CHECK (rounding_level IN ('line', 'rate', 'document')),
        CONSTRAINT ck_locations_cash_rounding CHECK (cash_rounding > 0),
        CONSTRAINT ck_locations_default_markup_percent CHECK (default_markup_percent >= 0),
        CONSTRAINT ck_locations_default_is_active CHECK (is_active OR NOT is_default)
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_locations_default ON locations (is_default) WHERE is_default`,
    );

    await queryRunner.query(`
      CREATE TABLE registers (
        id uuid NOT NULL,
        location_id uuid NOT NULL,
        code character varying(20) NOT NULL,
        name character varying(100) NOT NULL,
        is_active boolean NOT NULL DEFAULT true,
        is_default boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_registers PRIMARY KEY (id),
        CONSTRAINT uq_registers_location_code UNIQUE (location_id, code),
        CONSTRAINT fk_registers_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
        CONSTRAINT ck_registers_default_is_active CHECK (is_active OR NOT is_default)
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX uq_registers_default ON registers (location_id) WHERE is_default`,
    );

    await queryRunner.query(
      `INSERT INTO locations (id, code, name, is_default) VALUES ($1, 'MAIN', 'Main store', true)`,
      [DEFAULT_LOCATION_ID],
    );
    await queryRunner.query(
      `INSERT INTO registers (id, location_id, code, name, is_default) VALUES ($1, $2, 'POS1', 'Register 1', true)`,
      [DEFAULT_REGISTER_ID, DEFAULT_LOCATION_ID],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE registers`);
    await queryRunner.query(`DROP TABLE locations`);
  }
}
