import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a movement was recorded: the time in its id (the first 48 bits of a UUID version 7), to the millisecond. From
 * version 18 on PostgreSQL reads it itself, at a fraction of the cost that every posting pays for an index.
 */
const RECORDED_AT = `
DO $do$ BEGIN
  EXECUTE format('CREATE FUNCTION stock_recorded_at(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
    CASE WHEN current_setting('server_version_num')::integer >= 180000
      THEN 'SELECT uuid_extract_timestamp(id)'
      ELSE 'SELECT to_timestamp((''x'' || encode(substring(uuid_send(id) FROM 1 FOR 6), ''hex''))::bit(48)::bigint / 1000.0)'
    END);
END $do$`;

/** The smallest id that can be made at an instant: what was recorded before it is smaller. */
const ID_FLOOR = `
CREATE FUNCTION stock_id_floor(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
  SELECT (lpad(to_hex(greatest(floor(extract(epoch FROM instant) * 1000), 0)::bigint), 12, '0')
    || '70008000000000000000')::uuid
$f$`;

/** Indexes of a partition are called after those of the table, and no partition can be emptied behind the table's back. */
const DRESS_PARTITION = `
CREATE FUNCTION stock_dress_partition(partition text) RETURNS void LANGUAGE plpgsql AS $f$
DECLARE
  suffix text := substring(partition FROM length('stock_movements_'));
  one record;
BEGIN
  FOR one IN
    SELECT own.relname AS own, origin.relname AS origin
    FROM pg_index x JOIN pg_inherits i ON i.inhrelid = x.indexrelid
      JOIN pg_class own ON own.oid = i.inhrelid JOIN pg_class origin ON origin.oid = i.inhparent
    WHERE x.indrelid = partition::regclass AND own.relname <> origin.relname || suffix
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', one.own, one.origin || suffix);
  END LOOP;
  EXECUTE format('CREATE OR REPLACE TRIGGER tr_stock_movements_no_truncate BEFORE TRUNCATE ON %I
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', partition);
END $f$`;

/**
 * Makes the partition of a month and of every month between it and those there are; answers how many. There is no gap,
 * and no default partition (PostgreSQL would have to sort what it can read in order): what was recorded after the last
 * month or before the first lies in a partition of its own, which gives up the rows of the months that are made.
 *
 * The tables are closed for that moment. Locks are taken in the order of a posting (layers, then movements) and waited
 * for less long than it takes PostgreSQL to look for a deadlock: whoever sells waits half a second at most and never
 * fails; the caller tries again later. Only rows that have to move make the foreign key of the table to itself go and
 * be checked anew.
 */
const PARTITION = `
CREATE FUNCTION stock_partition(month date) RETURNS integer LANGUAGE plpgsql SET lock_timeout = '500ms' AS $f$
DECLARE
  wanted timestamp := date_trunc('month', month::timestamp);
  first_month timestamp;
  last_month timestamp;
  rest text := 'stock_movements_ahead';
  rest_bounds text;
  must_move boolean;
  one record;
BEGIN
  IF to_regclass('stock_movements_' || to_char(wanted, 'YYYY_MM')) IS NOT NULL THEN RETURN 0; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('stock_partition', 0));
  LOCK TABLE ONLY cost_layers IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE ONLY stock_movements IN ACCESS EXCLUSIVE MODE;
  SELECT min(made.month), max(made.month) INTO first_month, last_month
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,
      to_date(substring(c.relname FROM '[0-9]{4}_[0-9]{2}$'), 'YYYY_MM') AS made (month)
    WHERE i.inhparent = 'stock_movements'::regclass;
  IF wanted > last_month THEN
    first_month := last_month + interval '1 month';
    last_month := wanted;
    rest_bounds := format('FROM (%L) TO (MAXVALUE)',
      stock_id_floor((last_month + interval '1 month') AT TIME ZONE 'UTC'));
  ELSIF wanted < first_month THEN
    last_month := first_month - interval '1 month';
    first_month := wanted;
    rest := 'stock_movements_before';
    rest_bounds := format('FROM (MINVALUE) TO (%L)', stock_id_floor(first_month AT TIME ZONE 'UTC'));
  ELSE
    RETURN 0;
  END IF;

  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', rest) INTO must_move;
  IF must_move THEN
    ALTER TABLE stock_movements DROP CONSTRAINT fk_stock_movements_reverses;
  END IF;
  EXECUTE format('ALTER TABLE stock_movements DETACH PARTITION %I', rest);
  FOR one IN
    SELECT 'stock_movements_' || to_char(m, 'YYYY_MM') AS name, stock_id_floor(m AT TIME ZONE 'UTC') AS lowest,
      stock_id_floor((m + interval '1 month') AT TIME ZONE 'UTC') AS beyond
    FROM generate_series(first_month, last_month, interval '1 month') AS m
  LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF stock_movements FOR VALUES FROM (%L) TO (%L)',
      one.name, one.lowest, one.beyond);
    PERFORM stock_dress_partition(one.name);
    IF must_move THEN
      EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE id >= %L AND id < %L', one.name, rest, one.lowest, one.beyond);
      EXECUTE format('DELETE FROM %I WHERE id >= %L AND id < %L', rest, one.lowest, one.beyond);
    END IF;
  END LOOP;
  EXECUTE format('ALTER TABLE stock_movements ATTACH PARTITION %I FOR VALUES %s', rest, rest_bounds);
  IF must_move THEN
    ALTER TABLE stock_movements ADD CONSTRAINT fk_stock_movements_reverses
      FOREIGN KEY (reverses_id) REFERENCES stock_movements (id) ON DELETE RESTRICT;
  END IF;
  RETURN 1 + (extract(year FROM age(last_month, first_month)) * 12 + extract(month FROM age(last_month, first_month)))::integer;
END $f$`;

/**
 * Rows whose times do not go together as usual: recorded more than a day after they happened or an hour before, or with
 * a business day that is not near. Whoever looks for rows by when they happened finds all others near their id.
 */
const OFF_CLOCK = `(occurred_at - stock_recorded_at(id) BETWEEN interval '-1 day' AND interval '1 hour'
  AND business_date - (occurred_at AT TIME ZONE 'UTC')::date BETWEEN -1 AND 1) IS NOT TRUE`;

// Positions have no foreign key to their level on purpose: its check would lock every level of the shop at once.
const HISTORY_TABLES = [
  `CREATE TABLE stock_snapshots (
    taken_at timestamptz NOT NULL,
    positions integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_stock_snapshots PRIMARY KEY (taken_at)
  )`,
  `CREATE TABLE stock_snapshot_positions (
    taken_at timestamptz NOT NULL,
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    quantity numeric(14,3) NOT NULL,
    value numeric(26,7) NOT NULL,
    CONSTRAINT pk_stock_snapshot_positions PRIMARY KEY (taken_at, product_id, location_id),
    CONSTRAINT fk_stock_snapshot_positions_snapshot FOREIGN KEY (taken_at)
      REFERENCES stock_snapshots (taken_at) ON DELETE CASCADE
  )`,
  `CREATE TABLE stock_periods (
    id uuid NOT NULL,
    starts_on date,
    closed_until date NOT NULL,
    positions integer NOT NULL DEFAULT 0,
    quantity numeric(20,3) NOT NULL DEFAULT 0,
    stock_values jsonb NOT NULL DEFAULT '[]',
    closed_at timestamptz NOT NULL,
    closed_by uuid NOT NULL,
    reopened_at timestamptz,
    reopened_by uuid,
    reopen_reason character varying(500),
    CONSTRAINT pk_stock_periods PRIMARY KEY (id),
    CONSTRAINT ck_stock_periods_days CHECK (starts_on <= closed_until),
    CONSTRAINT ck_stock_periods_reopened CHECK (num_nonnulls(reopened_at, reopened_by, reopen_reason) IN (0, 3))
  )`,
  `CREATE UNIQUE INDEX uq_stock_periods_closed_until ON stock_periods (closed_until) WHERE reopened_at IS NULL`,
  `CREATE TABLE stock_period_positions (
    period_id uuid NOT NULL,
    product_id uuid NOT NULL,
    location_id uuid NOT NULL,
    quantity numeric(14,3) NOT NULL,
    value numeric(26,7) NOT NULL,
    CONSTRAINT pk_stock_period_positions PRIMARY KEY (period_id, product_id, location_id),
    CONSTRAINT fk_stock_period_positions_period FOREIGN KEY (period_id)
      REFERENCES stock_periods (id) ON DELETE CASCADE
  )`,
];

/**
 * Nothing is posted into a closed period. Once for each statement, whatever it posts: it reads one row of an index. Who
 * closes a period locks the table against postings, so that none slips through.
 */
const CLOSED_PERIOD = [
  `CREATE FUNCTION stock_refuse_closed_period() RETURNS trigger LANGUAGE plpgsql AS $f$
  DECLARE
    closed date;
  BEGIN
    SELECT max(p.closed_until) INTO closed FROM stock_periods p WHERE p.reopened_at IS NULL;
    IF closed IS NOT NULL AND EXISTS (SELECT FROM posted WHERE business_date <= closed) THEN
      RAISE EXCEPTION 'The stock is closed until %', closed
        USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_stock_movements_period', DETAIL = closed::text;
    END IF;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_stock_movements_period AFTER INSERT ON stock_movements REFERENCING NEW TABLE AS posted
     FOR EACH STATEMENT EXECUTE FUNCTION stock_refuse_closed_period()`,
];

/** What hangs on a table, as statements that make it again. */
interface Attached {
  indexes: string[];
  constraints: string[];
  triggers: string[];
  views: string[];
}

const KEY_AND_FOREIGN_KEYS = `
  SELECT format('ALTER TABLE stock_movements ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS text
  FROM pg_constraint
  WHERE conrelid = 'stock_movements'::regclass AND contype IN ('p', 'f') AND conparentid = 0
  ORDER BY contype DESC, conname`;
const OTHER_INDEXES = `
  SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') AS text FROM pg_index
  WHERE indrelid = 'stock_movements'::regclass AND NOT indisprimary ORDER BY indexrelid`;
const TRIGGERS = `
  SELECT pg_get_triggerdef(oid) AS text FROM pg_trigger
  WHERE tgrelid = 'stock_movements'::regclass AND NOT tgisinternal ORDER BY tgname`;
// Made anew in place, so that what was granted on a view and what reads it stay.
const VIEWS = `
  SELECT format('CREATE OR REPLACE VIEW %s AS %s', view, pg_get_viewdef(view)) AS text
  FROM (SELECT DISTINCT r.ev_class::regclass AS view
        FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = 'stock_movements'::regclass) v ORDER BY view::text`;

/** Stock movements in one partition for each month; snapshots and closed periods of the stock. */
export class PartitionStockMovements1795400000250 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [RECORDED_AT, ID_FLOOR, DRESS_PARTITION]) await queryRunner.query(statement);
    await this.rebuild(queryRunner, 'PARTITION BY RANGE (id)', () => this.createPartitions(queryRunner));
    for (const statement of [PARTITION, ...HISTORY_TABLES, ...CLOSED_PERIOD])
      await queryRunner.query(statement);
    await queryRunner.query(
      `CREATE INDEX ix_stock_movements_off_clock ON stock_movements (product_id, id) WHERE ${OFF_CLOCK}`,
    );
    await queryRunner.query(`
      SELECT stock_dress_partition(inhrelid::regclass::text) FROM pg_inherits
      WHERE inhparent = 'stock_movements'::regclass`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER tr_stock_movements_period ON stock_movements`);
    await queryRunner.query(`DROP FUNCTION stock_refuse_closed_period`);
    await queryRunner.query(
      `DROP TABLE stock_period_positions, stock_periods, stock_snapshot_positions, stock_snapshots`,
    );
    await queryRunner.query(`DROP INDEX ix_stock_movements_off_clock`);
    await queryRunner.query(`DROP FUNCTION stock_partition`);
    await this.rebuild(queryRunner, '');
    await queryRunner.query(`DROP FUNCTION stock_dress_partition, stock_id_floor, stock_recorded_at`);
  }

  /** Puts the rows into a table of another kind with the same columns, and all that hung on the old one on it. */
  private async rebuild(
    queryRunner: QueryRunner,
    kind: string,
    prepare: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await queryRunner.query(`LOCK TABLE stock_movements IN ACCESS EXCLUSIVE MODE`);
    const { indexes, constraints, triggers, views } = await this.attachedTo(queryRunner);
    await queryRunner.query(`ALTER TABLE stock_movements RENAME TO stock_movements_old`);
    await queryRunner.query(`
      CREATE TABLE stock_movements (LIKE stock_movements_old INCLUDING DEFAULTS INCLUDING CONSTRAINTS) ${kind}`);
    await prepare();
    await queryRunner.query(`INSERT INTO stock_movements SELECT * FROM stock_movements_old`);
    for (const view of views) await queryRunner.query(view);
    await queryRunner.query(`DROP TABLE stock_movements_old`);
    for (const statement of [...constraints, ...indexes, ...triggers]) await queryRunner.query(statement);
  }

  private async attachedTo(queryRunner: QueryRunner): Promise<Attached> {
    const read = async (sql: string): Promise<string[]> => {
      const rows = (await queryRunner.query(sql)) as { text: string }[];
      return rows.map(({ text }) => text);
    };
    return {
      constraints: await read(KEY_AND_FOREIGN_KEYS),
      indexes: await read(OTHER_INDEXES),
      triggers: await read(TRIGGERS),
      views: await read(VIEWS),
    };
  }

  /** From the month of the first row (or this one) to three months from now, and one partition on either side. */
  private async createPartitions(queryRunner: QueryRunner): Promise<void> {
    const months = (await queryRunner.query(`
      SELECT to_char(month, 'YYYY_MM') AS name, stock_id_floor(month AT TIME ZONE 'UTC') AS lowest,
        stock_id_floor((month + interval '1 month') AT TIME ZONE 'UTC') AS beyond
      FROM (
          SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AS this_month,
            (SELECT date_trunc('month', stock_recorded_at(id) AT TIME ZONE 'UTC') FROM stock_movements_old
             WHERE substring(id::text FROM 15 FOR 1) = '7' ORDER BY id LIMIT 1) AS first_month) of_rows,
        generate_series(least(first_month, this_month), this_month + interval '3 months', interval '1 month') AS month
      ORDER BY month`)) as { name: string; lowest: string; beyond: string }[];
    const partition = (name: string, from: string, to: string): Promise<unknown> =>
      queryRunner.query(
        `CREATE TABLE stock_movements_${name} PARTITION OF stock_movements FOR VALUES FROM (${from}) TO (${to})`,
      );
    await partition('before', 'MINVALUE', `'${months[0]!.lowest}'`);
    for (const { name, lowest, beyond } of months) await partition(name, `'${lowest}'`, `'${beyond}'`);
    await partition('ahead', `'${months.at(-1)!.beyond}'`, 'MAXVALUE');
  }
}
