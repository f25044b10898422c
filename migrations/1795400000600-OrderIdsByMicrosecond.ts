import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replaces uuidv7() where the server has none of its own (before PostgreSQL 18). */
function replaced(body: string): string {
  return `
    DO $do$ BEGIN
      IF to_regprocedure('pg_catalog.uuidv7()') IS NULL THEN
        CREATE OR REPLACE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $f$ ${body} $f$;
      END IF;
    END $do$`;
}

// RFC 9562, method 3: the 12 bits after the version are the part of the millisecond, as PostgreSQL 18 fills them.
const BY_MICROSECOND = `
  SELECT encode(substring(int8send(micros / 1000) FROM 3)
      || substring(int8send(28672 + micros % 1000 * 4096 / 1000) FROM 7)
      || substring(uuid_send(gen_random_uuid()) FROM 9), 'hex')::uuid
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS micros) AS clock`;

const BY_MILLISECOND = `
  SELECT encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
      PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid`;

/** Layers that come in together are taken in the order of their ids: also on a server that has no uuidv7() of its own. */
export class OrderIdsByMicrosecond1795400000600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaced(BY_MICROSECOND));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(replaced(BY_MILLISECOND));
  }
}
