import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what to which thing. Append-only, and without foreign keys: an entry outlives what it names. */
export class CreateAudit1795200000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_log (
        id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        actor_id uuid,
        actor_username character varying(100),
        api_key_id uuid,
        action character varying(100) NOT NULL,
        subject_type character varying(60) NOT NULL,
        subject_id character varying(200) NOT NULL,
        before jsonb,
        after jsonb,
        request_id character varying(100),
        ip character varying(64),
        CONSTRAINT pk_audit_log PRIMARY KEY (id)
      )`);
    await queryRunner.query(`CREATE INDEX ix_audit_log_created_at ON audit_log (created_at, id)`);
    await queryRunner.query(`CREATE INDEX ix_audit_log_actor ON audit_log (actor_id, created_at, id)`);
    await queryRunner.query(`CREATE INDEX ix_audit_log_action ON audit_log (action, created_at, id)`);
    await queryRunner.query(`CREATE INDEX ix_audit_log_subject ON audit_log (subject_id, created_at, id)`);
    await queryRunner.query(`CREATE INDEX ix_audit_log_request ON audit_log (request_id)`);
    await queryRunner.query(`
      CREATE TRIGGER tr_audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_audit_log_no_truncate BEFORE TRUNCATE ON audit_log
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE audit_log`);
  }
}
