import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Functions that every table may use, and the stored answers of idempotent writes. */
export class CreateGround1795200000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);

    // PostgreSQL 18 has uuidv7(); older servers get the same in SQL (RFC 9562: 48 bits of milliseconds first).
    await queryRunner.query(`
      DO $do$ BEGIN
        IF to_regprocedure('pg_catalog.uuidv7()') IS NULL THEN
          CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $f$
            SELECT encode(set_bit(set_bit(
              overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
              52, 1), 53, 1), 'hex')::uuid
          $f$;
        END IF;
      END $do$`);

    await queryRunner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $f$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
      END $f$`);

    await queryRunner.query(`
      CREATE TABLE idempotency_keys (
        actor_id uuid NOT NULL,
        key character varying(200) NOT NULL,
        fingerprint character varying(64) NOT NULL,
        response json NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_idempotency_keys PRIMARY KEY (actor_id, key)
      )`);
    await queryRunner.query(`CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE idempotency_keys`);
    await queryRunner.query(`DROP FUNCTION refuse_change()`);
    await queryRunner.query(`DROP FUNCTION IF EXISTS public.uuidv7()`);
    await queryRunner.query(`DROP EXTENSION IF EXISTS pg_trgm`);
  }
}
