import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE product_imports (
    id uuid NOT NULL CONSTRAINT pk_product_imports PRIMARY KEY,
    format character varying(10) NOT NULL,
    status character varying(20) NOT NULL,
    is_dry_run boolean NOT NULL,
    total_rows integer NOT NULL DEFAULT 0,
    done_rows integer NOT NULL DEFAULT 0,
    created_count integer NOT NULL DEFAULT 0,
    updated_count integer NOT NULL DEFAULT 0,
    unchanged_count integer NOT NULL DEFAULT 0,
    rejected_count integer NOT NULL DEFAULT 0,
    actor_id uuid NOT NULL,
    actor_username character varying(100) NOT NULL,
    api_key_id uuid,
    request_id character varying(100) NOT NULL,
    ip character varying(64) NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    CONSTRAINT ck_product_imports_format CHECK (format IN ('csv', 'ndjson')),
    CONSTRAINT ck_product_imports_status CHECK (status IN ('receiving', 'queued', 'running', 'completed', 'cancelled')),
    CONSTRAINT ck_product_imports_counts CHECK (
      done_rows = created_count + updated_count + unchanged_count + rejected_count AND done_rows <= total_rows)
  )`,
  `CREATE INDEX ix_product_imports_created_at ON product_imports (created_at, id)`,

  `CREATE TABLE product_import_rows (
    import_id uuid NOT NULL,
    row_number integer NOT NULL,
    sku_key text,
    record jsonb,
    verdict character varying(20),
    errors jsonb,
    product_id uuid,
    CONSTRAINT pk_product_import_rows PRIMARY KEY (import_id, row_number),
    CONSTRAINT fk_product_import_rows_import
      FOREIGN KEY (import_id) REFERENCES product_imports (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_import_rows_verdict CHECK (verdict IN ('created', 'updated', 'unchanged', 'rejected'))
  )`,
  // Finds the first row of a SKU that a file holds twice.
  `CREATE INDEX ix_product_import_rows_sku ON product_import_rows (import_id, sku_key, row_number)`,
  `CREATE INDEX ix_product_import_rows_rejected ON product_import_rows (import_id, row_number)
    WHERE verdict = 'rejected'`,
];

/** Imports of products: the rows as they were sent, and the verdict on each. */
export class CreateProductImports1795300000170 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE product_import_rows, product_imports`);
  }
}
