import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gapless number series: one locked row each. */
export class CreateDocuments1795200000800 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE number_series (
        id uuid NOT NULL,
        key character varying(100) NOT NULL,
        prefix character varying(60) NOT NULL,
        digits smallint NOT NULL,
        last_number bigint NOT NULL DEFAULT 0,
        max_number bigint,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_number_series PRIMARY KEY (id),
        CONSTRAINT uq_number_series_key UNIQUE (key),
        CONSTRAINT ck_number_series_digits CHECK (digits BETWEEN 1 AND 15),
        CONSTRAINT ck_number_series_last_number CHECK (last_number >= 0 AND last_number <= coalesce(max_number, 999999999999999))
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE number_series`);
  }
}
