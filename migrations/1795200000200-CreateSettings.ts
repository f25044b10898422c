import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings that were changed from their defaults, and the shop's own keys. */
export class CreateSettings1795200000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE settings (
        id uuid NOT NULL,
        key character varying(100) NOT NULL,
        value jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_settings PRIMARY KEY (id),
        CONSTRAINT uq_settings_key UNIQUE (key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE settings`);
  }
}
