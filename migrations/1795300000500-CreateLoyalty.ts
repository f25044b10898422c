import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDARD_PROGRAM = '01900000-0000-7000-8000-000000000501';

const TABLES = [
  `CREATE TABLE loyalty_programs (
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    points_per_unit numeric(9,4) NOT NULL DEFAULT 1,
    redemption_value numeric(19,4) NOT NULL DEFAULT 0.01,
    min_redemption_points integer NOT NULL DEFAULT 0,
    expiry_months integer,
    tier_window_days integer NOT NULL DEFAULT 365,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_programs PRIMARY KEY (id),
    CONSTRAINT uq_loyalty_programs_name UNIQUE (name),
    CONSTRAINT ck_loyalty_programs_points_per_unit CHECK (points_per_unit BETWEEN 0 AND 1000),
    CONSTRAINT ck_loyalty_programs_redemption_value CHECK (redemption_value >= 0),
    CONSTRAINT ck_loyalty_programs_min_redemption CHECK (min_redemption_points >= 0),
    CONSTRAINT ck_loyalty_programs_expiry_months CHECK (expiry_months BETWEEN 1 AND 600),
    CONSTRAINT ck_loyalty_programs_tier_window CHECK (tier_window_days BETWEEN 1 AND 3650)
  )`,
  `CREATE TABLE loyalty_tiers (
    id uuid NOT NULL,
    program_id uuid NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(50) NOT NULL,
    threshold_points bigint NOT NULL,
    earn_multiplier numeric(7,4) NOT NULL DEFAULT 1,
    CONSTRAINT pk_loyalty_tiers PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_tiers_program FOREIGN KEY (program_id) REFERENCES loyalty_programs (id) ON DELETE CASCADE,
    CONSTRAINT uq_loyalty_tiers_code UNIQUE (program_id, code),
    CONSTRAINT uq_loyalty_tiers_threshold UNIQUE (program_id, threshold_points),
    CONSTRAINT ck_loyalty_tiers_threshold CHECK (threshold_points >= 0),
    CONSTRAINT ck_loyalty_tiers_multiplier CHECK (earn_multiplier BETWEEN 0 AND 100)
  )`,
  // What a rule says of a product counts before what one says of its category, and that before its brand.
  `CREATE TABLE loyalty_earn_rules (
    id uuid NOT NULL,
    program_id uuid NOT NULL,
    product_id uuid,
    category_id uuid,
    brand_id uuid,
    points_per_unit numeric(9,4),
    multiplier numeric(7,4),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_earn_rules PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_earn_rules_program FOREIGN KEY (program_id) REFERENCES loyalty_programs (id) ON DELETE CASCADE,
    CONSTRAINT fk_loyalty_earn_rules_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_loyalty_earn_rules_category FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE CASCADE,
    CONSTRAINT fk_loyalty_earn_rules_brand FOREIGN KEY (brand_id) REFERENCES brands (id) ON DELETE CASCADE,
    CONSTRAINT uq_loyalty_earn_rules_product UNIQUE (program_id, product_id),
    CONSTRAINT uq_loyalty_earn_rules_category UNIQUE (program_id, category_id),
    CONSTRAINT uq_loyalty_earn_rules_brand UNIQUE (program_id, brand_id),
    CONSTRAINT ck_loyalty_earn_rules_target CHECK (num_nonnulls(product_id, category_id, brand_id) = 1),
    CONSTRAINT ck_loyalty_earn_rules_rate CHECK (num_nonnulls(points_per_unit, multiplier) = 1),
    CONSTRAINT ck_loyalty_earn_rules_points CHECK (points_per_unit BETWEEN 0 AND 1000),
    CONSTRAINT ck_loyalty_earn_rules_multiplier CHECK (multiplier BETWEEN 0 AND 100)
  )`,
  // balance, tier and tier_points are projections of the entries: written by the functions below alone.
  `CREATE TABLE loyalty_members (
    id uuid NOT NULL,
    program_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    card_number character varying(50),
    status character varying(10) NOT NULL DEFAULT 'active',
    balance bigint NOT NULL DEFAULT 0,
    tier_code character varying(20),
    tier_points bigint NOT NULL DEFAULT 0,
    tier_window_from date NOT NULL,
    merged_into_id uuid,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_members PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_members_program FOREIGN KEY (program_id) REFERENCES loyalty_programs (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_members_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_members_merged_into FOREIGN KEY (merged_into_id) REFERENCES loyalty_members (id) ON DELETE RESTRICT,
    CONSTRAINT uq_loyalty_members_card UNIQUE (card_number),
    CONSTRAINT ck_loyalty_members_status CHECK (status IN ('active', 'left', 'merged')),
    CONSTRAINT ck_loyalty_members_merged CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
    CONSTRAINT ck_loyalty_members_left CHECK ((status = 'left') = (left_at IS NOT NULL)),
    CONSTRAINT ck_loyalty_members_merged_balance CHECK (status <> 'merged' OR balance = 0)
  )`,
  // Points that came in together and expire together. Owed points have no lot: open lots sum to greatest(balance, 0).
  `CREATE TABLE loyalty_lots (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    points bigint NOT NULL,
    remaining bigint NOT NULL,
    expires_on date,
    is_grace boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_lots PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_lots_member FOREIGN KEY (member_id) REFERENCES loyalty_members (id) ON DELETE RESTRICT,
    CONSTRAINT ck_loyalty_lots_points CHECK (points > 0),
    CONSTRAINT ck_loyalty_lots_remaining CHECK (remaining BETWEEN 0 AND points)
  )`,
  `CREATE TABLE loyalty_entries (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    points bigint NOT NULL,
    balance_after bigint NOT NULL,
    lot_id uuid,
    sale_id uuid,
    sale_item_id uuid,
    document_id uuid,
    reverses_id uuid,
    amount numeric(19,4),
    actor_id uuid,
    occurred_at timestamptz NOT NULL,
    business_date date NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_entries PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_entries_member FOREIGN KEY (member_id) REFERENCES loyalty_members (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_entries_lot FOREIGN KEY (lot_id) REFERENCES loyalty_lots (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_entries_sale FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_entries_sale_item FOREIGN KEY (sale_item_id) REFERENCES sale_items (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_entries_reverses FOREIGN KEY (reverses_id) REFERENCES loyalty_entries (id) ON DELETE RESTRICT,
    CONSTRAINT ck_loyalty_entries_kind CHECK (
      kind IN ('opening', 'earn', 'redeem', 'earn_reversal', 'redeem_reversal', 'adjust', 'expire', 'transfer')),
    CONSTRAINT ck_loyalty_entries_points CHECK (
      CASE kind
        WHEN 'opening' THEN points > 0
        WHEN 'earn' THEN points > 0
        WHEN 'redeem' THEN points < 0
        WHEN 'earn_reversal' THEN points < 0
        WHEN 'redeem_reversal' THEN points >= 0
        WHEN 'expire' THEN points <> 0 AND (points > 0) = (reverses_id IS NOT NULL)
        ELSE points <> 0
      END),
    CONSTRAINT ck_loyalty_entries_source CHECK (
      CASE kind
        WHEN 'earn' THEN sale_id IS NOT NULL AND sale_item_id IS NOT NULL AND amount IS NOT NULL AND lot_id IS NOT NULL
        WHEN 'redeem' THEN sale_id IS NOT NULL AND amount IS NOT NULL
        WHEN 'earn_reversal' THEN sale_id IS NOT NULL AND sale_item_id IS NOT NULL AND document_id IS NOT NULL AND reverses_id IS NOT NULL
        WHEN 'redeem_reversal' THEN sale_id IS NOT NULL AND document_id IS NOT NULL AND amount IS NOT NULL AND reverses_id IS NOT NULL
        ELSE true
      END),
    CONSTRAINT ck_loyalty_entries_balance CHECK (
      balance_after >= 0 OR points >= 0 OR kind IN ('earn_reversal', 'transfer'))
  )`,
  // Why, in somebody's words. Apart from the entries, because it can hold a name, and a name can be forgotten.
  `CREATE TABLE loyalty_notes (
    entry_id uuid NOT NULL,
    reason character varying(500) NOT NULL,
    CONSTRAINT pk_loyalty_notes PRIMARY KEY (entry_id),
    CONSTRAINT fk_loyalty_notes_entry FOREIGN KEY (entry_id) REFERENCES loyalty_entries (id) ON DELETE RESTRICT
  )`,
  `CREATE TABLE loyalty_draws (
    id uuid NOT NULL,
    lot_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    points bigint NOT NULL,
    CONSTRAINT pk_loyalty_draws PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_draws_lot FOREIGN KEY (lot_id) REFERENCES loyalty_lots (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_draws_entry FOREIGN KEY (entry_id) REFERENCES loyalty_entries (id) ON DELETE RESTRICT,
    CONSTRAINT ck_loyalty_draws_points CHECK (points <> 0)
  )`,
  // What a sale was worth that earned points, line by line before rounding (exact), and what of it was given back.
  `CREATE TABLE loyalty_sales (
    sale_id uuid NOT NULL,
    member_id uuid NOT NULL,
    exact jsonb NOT NULL,
    amount numeric(19,4) NOT NULL,
    points_amount numeric(19,4) NOT NULL,
    goods_refunded numeric(19,4) NOT NULL DEFAULT 0,
    allowances numeric(19,4) NOT NULL DEFAULT 0,
    points_refunded numeric(19,4) NOT NULL DEFAULT 0,
    returned jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT pk_loyalty_sales PRIMARY KEY (sale_id, member_id),
    CONSTRAINT fk_loyalty_sales_sale FOREIGN KEY (sale_id) REFERENCES sales (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loyalty_sales_member FOREIGN KEY (member_id) REFERENCES loyalty_members (id) ON DELETE RESTRICT,
    CONSTRAINT ck_loyalty_sales_amounts CHECK (
      amount > 0 AND points_amount BETWEEN 0 AND amount AND goods_refunded >= 0 AND allowances >= 0 AND points_refunded >= 0)
  )`,
  `CREATE TABLE loyalty_tier_changes (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    from_tier character varying(20),
    to_tier character varying(20),
    tier_points bigint NOT NULL,
    reason character varying(20) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_loyalty_tier_changes PRIMARY KEY (id),
    CONSTRAINT fk_loyalty_tier_changes_member FOREIGN KEY (member_id) REFERENCES loyalty_members (id) ON DELETE RESTRICT,
    CONSTRAINT ck_loyalty_tier_changes_reason CHECK (reason IN ('earn', 'reversal', 'window'))
  )`,
];

const INDEXES = [
  `UNIQUE INDEX uq_loyalty_members_customer ON loyalty_members (customer_id, program_id) WHERE status <> 'merged'`,
  `INDEX ix_loyalty_members_customer ON loyalty_members (customer_id)`,
  `INDEX ix_loyalty_members_program ON loyalty_members (program_id, id)`,
  `INDEX ix_loyalty_members_merged_into ON loyalty_members (merged_into_id) WHERE merged_into_id IS NOT NULL`,
  `INDEX ix_loyalty_lots_open ON loyalty_lots (member_id, expires_on, id) WHERE remaining > 0`,
  `INDEX ix_loyalty_lots_member ON loyalty_lots (member_id)`,
  `INDEX ix_loyalty_lots_due ON loyalty_lots (expires_on) WHERE remaining > 0 AND expires_on IS NOT NULL`,
  `INDEX ix_loyalty_entries_member ON loyalty_entries (member_id, id)`,
  `INDEX ix_loyalty_entries_sale ON loyalty_entries (sale_id) WHERE sale_id IS NOT NULL`,
  `INDEX ix_loyalty_entries_reverses ON loyalty_entries (reverses_id) WHERE reverses_id IS NOT NULL`,
  `INDEX ix_loyalty_entries_earned ON loyalty_entries (member_id, business_date) WHERE kind = 'earn'`,
  `UNIQUE INDEX uq_loyalty_entries_earn ON loyalty_entries (sale_item_id, member_id) WHERE kind = 'earn'`,
  `INDEX ix_loyalty_draws_lot ON loyalty_draws (lot_id)`,
  `INDEX ix_loyalty_draws_entry ON loyalty_draws (entry_id)`,
  `INDEX ix_loyalty_sales_member ON loyalty_sales (member_id)`,
  `INDEX ix_loyalty_tier_changes_member ON loyalty_tier_changes (member_id, id)`,
];

const APPEND_ONLY = ['loyalty_entries', 'loyalty_draws', 'loyalty_tier_changes'];

// Every function below expects the rows of the members it touches to be locked; whoever calls first locks them, in
// the order of their ids. Ids are made after the lock, so that they order the entries of a member.

/** Takes points out of a member's lots: one lot first if it is named, then whatever expires first. */
const DRAW = `
CREATE FUNCTION loyalty_draw(member uuid, entry uuid, wanted bigint, first_lot uuid) RETURNS void
LANGUAGE sql AS $f$
  WITH lot AS (
    SELECT id, remaining, ord, sum(remaining) OVER (ORDER BY ord) AS upto
    FROM (
      SELECT id, remaining,
        row_number() OVER (ORDER BY id IS NOT DISTINCT FROM first_lot DESC, expires_on NULLS LAST, id) AS ord
      FROM loyalty_lots WHERE member_id = member AND remaining > 0) open_lots),
  taken AS MATERIALIZED (
    SELECT id, ord, (least(upto, wanted) - (upto - remaining))::bigint AS points FROM lot
    WHERE upto - remaining < wanted),
  drawn AS (
    UPDATE loyalty_lots l SET remaining = l.remaining - t.points FROM taken t WHERE l.id = t.id)
  INSERT INTO loyalty_draws (id, lot_id, entry_id, points)
  SELECT uuidv7(), id, entry, points FROM (SELECT * FROM taken ORDER BY ord) t
$f$`;

/** Expires what is past its last day before \`day\`. Answers how much that was. */
const EXPIRE = `
CREATE FUNCTION loyalty_expire(member uuid, day date, occurred timestamptz) RETURNS bigint LANGUAGE plpgsql AS $f$
DECLARE
  due bigint;
  entry uuid;
BEGIN
  SELECT sum(remaining) INTO due FROM loyalty_lots WHERE member_id = member AND remaining > 0 AND expires_on < day;
  IF due IS NULL THEN RETURN 0; END IF;
  entry := uuidv7();
  INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, occurred_at, business_date)
    SELECT entry, id, 'expire', -due, balance - due, occurred, day FROM loyalty_members WHERE id = member;
  WITH expired AS MATERIALIZED (
    SELECT id, remaining FROM loyalty_lots
    WHERE member_id = member AND remaining > 0 AND expires_on < day ORDER BY expires_on, id),
  emptied AS (UPDATE loyalty_lots l SET remaining = 0 FROM expired x WHERE l.id = x.id)
  INSERT INTO loyalty_draws (id, lot_id, entry_id, points) SELECT uuidv7(), id, entry, remaining FROM expired;
  UPDATE loyalty_members SET balance = balance - due, updated_at = now() WHERE id = member;
  RETURN due;
END $f$`;

/**
 * Expires what is due of up to so many members and answers how many those were. Whoever is locked now has a sale, and
 * is left for the next call.
 */
const EXPIRE_DUE = `
CREATE FUNCTION loyalty_expire_due(day date, at_most integer, occurred timestamptz) RETURNS integer LANGUAGE plpgsql AS $f$
DECLARE
  due uuid[];
BEGIN
  SELECT array_agg(id) INTO due FROM (
    SELECT m.id FROM loyalty_members m
    WHERE EXISTS (SELECT FROM loyalty_lots l WHERE l.member_id = m.id AND l.remaining > 0 AND l.expires_on < day)
    ORDER BY m.id LIMIT at_most FOR NO KEY UPDATE SKIP LOCKED) m;
  PERFORM loyalty_expire(id, day, occurred) FROM unnest(due) AS id;
  RETURN coalesce(cardinality(due), 0);
END $f$`;

/** The tier that so many points of a program make; null where there is none. */
const TIER_OF = `
CREATE FUNCTION loyalty_tier_of(program uuid, earned bigint) RETURNS character varying LANGUAGE sql STABLE AS $f$
  SELECT code FROM loyalty_tiers WHERE program_id = program AND threshold_points <= earned
  ORDER BY threshold_points DESC LIMIT 1
$f$`;

/** Puts a member into the tier that their points make, and writes down a change. Answers it, or nothing. */
const SETTLE_TIER = `
CREATE FUNCTION loyalty_settle_tier(member uuid, why text)
RETURNS TABLE (member_id uuid, customer_id uuid, program_id uuid, from_tier text, to_tier text, tier_points bigint)
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  m loyalty_members;
  tier character varying;
BEGIN
  SELECT * INTO m FROM loyalty_members x WHERE x.id = member;
  tier := loyalty_tier_of(m.program_id, m.tier_points);
  IF tier IS NOT DISTINCT FROM m.tier_code THEN RETURN; END IF;
  UPDATE loyalty_members x SET tier_code = tier, updated_at = now() WHERE x.id = member;
  INSERT INTO loyalty_tier_changes (id, member_id, from_tier, to_tier, tier_points, reason)
    VALUES (uuidv7(), member, m.tier_code, tier, m.tier_points, why);
  RETURN QUERY SELECT m.id, m.customer_id, m.program_id, m.tier_code::text, tier::text, m.tier_points;
END $f$`;

/** Points by hand or brought along. Null when there are fewer than would be taken; else the new balance. */
const ADJUST = `
CREATE FUNCTION loyalty_adjust(
  member uuid, what text, wanted bigint, why text, actor uuid, occurred timestamptz, day date,
  OUT entry_id uuid, OUT balance bigint, OUT is_refused boolean
) LANGUAGE plpgsql AS $f$
#variable_conflict use_variable
DECLARE
  months integer;
  before bigint;
  lot uuid;
BEGIN
  PERFORM loyalty_expire(member, day, occurred);
  SELECT m.balance, p.expiry_months INTO before, months
    FROM loyalty_members m JOIN loyalty_programs p ON p.id = m.program_id WHERE m.id = member;
  is_refused := wanted < 0 AND before + wanted < 0;
  IF is_refused THEN balance := before; RETURN; END IF;

  entry_id := uuidv7();
  balance := before + wanted;
  IF wanted > 0 THEN
    lot := uuidv7();
    INSERT INTO loyalty_lots (id, member_id, points, remaining, expires_on)
      VALUES (lot, member, wanted, wanted, day + make_interval(months => months));
  END IF;
  INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, lot_id, actor_id, occurred_at, business_date)
    VALUES (entry_id, member, what, wanted, balance, lot, actor, occurred, day);
  INSERT INTO loyalty_notes (entry_id, reason) VALUES (entry_id, why);
  IF wanted < 0 THEN PERFORM loyalty_draw(member, entry_id, -wanted, NULL);
  ELSIF before < 0 THEN PERFORM loyalty_draw(member, entry_id, least(-before, wanted), lot);
  END IF;
  UPDATE loyalty_members m SET balance = loyalty_adjust.balance, updated_at = now() WHERE m.id = member;
END $f$`;

/**
 * Pays a part of a sale with points of the oldest membership that can. Why a function: a statement that waits for the
 * lock goes on reading lots as of its own start; here every statement sees what the other till left.
 */
const REDEEM = `
CREATE FUNCTION loyalty_redeem(
  sale uuid, customer uuid, money numeric, actor uuid, occurred timestamptz, day date
) RETURNS TABLE (outcome text, points bigint, balance bigint, minimum bigint) LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  m record;
  entry uuid;
  needed bigint;
  left_over bigint;
  refusal text := 'not_a_member';
  refused_points bigint;
  refused_balance bigint;
  refused_minimum bigint;
BEGIN
  FOR m IN
    SELECT x.id, x.balance, p.redemption_value, p.min_redemption_points::bigint AS minimum
    FROM loyalty_members x JOIN loyalty_programs p ON p.id = x.program_id
    WHERE x.customer_id = customer AND x.status = 'active' AND p.is_active ORDER BY x.id FOR NO KEY UPDATE OF x
  LOOP
    left_over := m.balance - loyalty_expire(m.id, day, occurred);
    needed := CASE WHEN m.redemption_value > 0
      THEN div(money, m.redemption_value) + (mod(money, m.redemption_value) > 0)::int END;
    IF needed >= m.minimum AND left_over >= needed THEN
      entry := uuidv7();
      left_over := left_over - needed;
      INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, sale_id, amount, actor_id, occurred_at, business_date)
        VALUES (entry, m.id, 'redeem', -needed, left_over, sale, money, actor, occurred, day);
      PERFORM loyalty_draw(m.id, entry, needed, NULL);
      UPDATE loyalty_members x SET balance = left_over, updated_at = now() WHERE x.id = m.id;
      RETURN QUERY SELECT 'redeemed', needed, left_over, m.minimum;
      RETURN;
    END IF;
    IF refusal = 'not_a_member' THEN
      refusal := CASE WHEN needed IS NULL THEN 'not_redeemable' WHEN needed < m.minimum THEN 'below_minimum' ELSE 'insufficient' END;
      refused_points := needed;
      refused_balance := left_over;
      refused_minimum := m.minimum;
    END IF;
  END LOOP;
  RETURN QUERY SELECT refusal, refused_points, refused_balance, refused_minimum;
END $f$`;

/**
 * Points of a completed sale, in every membership. What was paid with points earns nothing: it is taken off the lines
 * in proportion (largest remainder, in ten-thousandths). The exact points of all lines are summed, rounded down once,
 * and spread over the lines by the largest remainder, so each line has whole points and they sum up.
 */
const EARN = `
CREATE FUNCTION loyalty_earn(
  sale uuid, customer uuid, paid numeric, lines json, actor uuid, occurred timestamptz, day date
) RETURNS TABLE (member_id uuid, customer_id uuid, program_id uuid, points bigint, balance bigint,
  is_new_tier boolean, from_tier text, to_tier text, tier_points bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  m record;
  factor numeric;
  total bigint;
  lot uuid;
  last_entry uuid;
  worth numeric := (SELECT sum((l->>'amount')::numeric) FROM json_array_elements(lines) l);
BEGIN
  FOR m IN
    SELECT x.*, p.points_per_unit, p.expiry_months
    FROM loyalty_members x JOIN loyalty_programs p ON p.id = x.program_id
    WHERE x.customer_id = customer AND x.status = 'active' AND p.is_active ORDER BY x.id FOR NO KEY UPDATE OF x
  LOOP
    factor := coalesce((
      SELECT t.earn_multiplier FROM loyalty_tiers t
      WHERE t.program_id = m.program_id AND t.threshold_points <= m.tier_points
      ORDER BY t.threshold_points DESC LIMIT 1), 1);
    lot := uuidv7();
    total := 0;
    IF worth > 0 THEN
      WITH line AS (
        SELECT l.*, row_number() OVER () AS ord, least(paid, worth) * l.amount / worth * 10000 AS share
        FROM json_to_recordset(lines)
          AS l(sale_item_id uuid, product_id uuid, category_path uuid[], brand_id uuid, amount numeric)),
      shared AS (
        SELECT *, row_number() OVER (ORDER BY share - floor(share) DESC, ord)
          <= least(paid, worth) * 10000 - sum(floor(share)) OVER () AS is_rounded_up FROM line),
      based AS (
        SELECT *, amount - (floor(share) + is_rounded_up::int) / 10000 AS base FROM shared),
      rated AS (
        SELECT *, least(1e12, base * factor * coalesce(
          (SELECT coalesce(r.points_per_unit, r.multiplier * m.points_per_unit) FROM loyalty_earn_rules r
           WHERE r.program_id = m.program_id AND r.product_id = based.product_id),
          (SELECT coalesce(r.points_per_unit, r.multiplier * m.points_per_unit) FROM loyalty_earn_rules r
           WHERE r.program_id = m.program_id AND r.category_id = ANY (based.category_path)
           ORDER BY array_position(based.category_path, r.category_id) LIMIT 1),
          (SELECT coalesce(r.points_per_unit, r.multiplier * m.points_per_unit) FROM loyalty_earn_rules r
           WHERE r.program_id = m.program_id AND r.brand_id = based.brand_id),
          m.points_per_unit)) AS exact
        FROM based),
      whole AS (
        SELECT *, row_number() OVER (ORDER BY exact - floor(exact) DESC, ord)
          <= floor(sum(exact) OVER ()) - sum(floor(exact)) OVER () AS is_lucky FROM rated),
      earned AS MATERIALIZED (
        SELECT sale_item_id, ord, base, (floor(exact) + is_lucky::int)::bigint AS points FROM whole
        WHERE floor(exact) + is_lucky::int > 0),
      noted AS (
        INSERT INTO loyalty_sales (sale_id, member_id, exact, amount, points_amount)
        SELECT sale, m.id, jsonb_object_agg(sale_item_id, trim_scale(exact)::text), worth, least(paid, worth)
        FROM whole WHERE exact > 0 HAVING sum(exact) >= 1),
      filled AS (
        INSERT INTO loyalty_lots (id, member_id, points, remaining, expires_on)
        SELECT lot, m.id, sum(points), sum(points), day + make_interval(months => m.expiry_months) FROM earned
        HAVING sum(points) > 0),
      posted AS (
        INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, lot_id, sale_id, sale_item_id, amount,
          actor_id, occurred_at, business_date)
        SELECT uuidv7(), m.id, 'earn', points, m.balance + sum(points) OVER (ORDER BY ord), lot, sale, sale_item_id, base,
          actor, occurred, day FROM earned ORDER BY ord
        RETURNING id, points)
      SELECT coalesce(sum(points), 0), (array_agg(id ORDER BY id DESC))[1] INTO total, last_entry FROM posted;
    END IF;
    IF total > 0 THEN
      IF m.balance < 0 THEN PERFORM loyalty_draw(m.id, last_entry, least(-m.balance, total), lot); END IF;
      UPDATE loyalty_members x SET balance = x.balance + total, updated_at = now(),
        tier_points = x.tier_points + CASE WHEN day >= x.tier_window_from THEN total ELSE 0 END
      WHERE x.id = m.id;
    END IF;
    RETURN QUERY
      SELECT m.id, m.customer_id, m.program_id, total, m.balance + total, t.member_id IS NOT NULL, t.from_tier, t.to_tier,
        t.tier_points
      FROM (VALUES (1)) AS one LEFT JOIN loyalty_settle_tier(m.id, 'earn') t ON total > 0;
  END LOOP;
END $f$`;

/** The member who has the points that this one had: themselves, or whom they were merged into. */
const KEEPER = `
CREATE FUNCTION loyalty_keeper(member uuid) RETURNS uuid LANGUAGE sql STABLE AS $f$
  SELECT coalesce(merged_into_id, id) FROM loyalty_members WHERE id = member
$f$`;

/**
 * Gives redeemed points back, to the very lots they were taken from, the last taken first. Points of a lot that has
 * expired meanwhile come back in a lot of their own with 30 days of grace; but grace is given once, so a buy and
 * refund does not keep points alive for ever.
 */
const GIVE_BACK = `
CREATE FUNCTION loyalty_give_back(
  redeemed loyalty_entries, wanted bigint, money numeric, document uuid, actor uuid, occurred timestamptz, day date
) RETURNS void LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  keeper uuid := loyalty_keeper(redeemed.member_id);
  before bigint;
  given bigint;
  late bigint;
  entry uuid;
  grace_entry uuid;
  grace_lot uuid;
BEGIN
  SELECT coalesce(sum(points), 0) INTO given FROM loyalty_entries WHERE reverses_id = redeemed.id;
  SELECT balance INTO before FROM loyalty_members WHERE id = keeper;

  SELECT coalesce(sum(least(d.upto, given + wanted) - greatest(d.upto - d.points, given)), 0) INTO late
    FROM (SELECT lot_id, points, sum(points) OVER (ORDER BY id DESC) AS upto FROM loyalty_draws
          WHERE entry_id = redeemed.id) d
      JOIN loyalty_lots l ON l.id = d.lot_id
    WHERE wanted > 0 AND d.upto > given AND d.upto - d.points < given + wanted AND l.expires_on < day AND NOT l.is_grace;

  IF late < wanted OR wanted = 0 THEN
    entry := uuidv7();
    INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, sale_id, document_id, reverses_id, amount,
        actor_id, occurred_at, business_date)
      VALUES (entry, keeper, 'redeem_reversal', wanted - late, before + wanted - late, redeemed.sale_id, document,
        redeemed.id, money, actor, occurred, day);
    WITH back AS MATERIALIZED (
      SELECT d.lot_id, (least(d.upto, given + wanted) - greatest(d.upto - d.points, given))::bigint AS points
      FROM (SELECT id, lot_id, points, sum(points) OVER (ORDER BY id DESC) AS upto FROM loyalty_draws
            WHERE entry_id = redeemed.id) d
        JOIN loyalty_lots l ON l.id = d.lot_id
      WHERE wanted > 0 AND d.upto > given AND d.upto - d.points < given + wanted
        AND (l.expires_on IS NULL OR l.expires_on >= day OR l.is_grace)),
    refilled AS (
      UPDATE loyalty_lots l SET remaining = l.remaining + b.points FROM back b WHERE l.id = b.lot_id)
    INSERT INTO loyalty_draws (id, lot_id, entry_id, points) SELECT uuidv7(), lot_id, entry, -points FROM back;
  END IF;

  IF late > 0 THEN
    grace_lot := uuidv7();
    grace_entry := uuidv7();
    INSERT INTO loyalty_lots (id, member_id, points, remaining, expires_on, is_grace)
      VALUES (grace_lot, keeper, late, late, day + 30, true);
    INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, lot_id, sale_id, document_id, reverses_id,
        amount, actor_id, occurred_at, business_date)
      VALUES (grace_entry, keeper, 'redeem_reversal', late, before + wanted, grace_lot, redeemed.sale_id, document,
        redeemed.id, CASE WHEN entry IS NULL THEN money ELSE 0 END, actor, occurred, day);
  END IF;
  IF before < 0 AND wanted > 0 THEN
    PERFORM loyalty_draw(keeper, coalesce(grace_entry, entry), least(-before, wanted), NULL);
  END IF;
  UPDATE loyalty_members SET balance = before + wanted, updated_at = now() WHERE id = keeper;
END $f$`;

/**
 * Takes earned points back: from the lot they made first, then from whatever expires first; what is not there is
 * owed. Points of that lot that expired meanwhile are not taken twice: their expiry is undone first.
 */
const TAKE_BACK = `
CREATE FUNCTION loyalty_take_back(
  earned loyalty_entries, wanted bigint, document uuid, actor uuid, occurred timestamptz, day date
) RETURNS void LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  keeper uuid := loyalty_keeper(earned.member_id);
  now_there bigint;
  expired record;
  undone bigint := 0;
  part bigint;
  entry uuid;
BEGIN
  SELECT balance INTO now_there FROM loyalty_members WHERE id = keeper;
  FOR expired IN
    SELECT coalesce(e.reverses_id, e.id) AS id, sum(d.points)::bigint AS points
    FROM loyalty_draws d JOIN loyalty_entries e ON e.id = d.entry_id AND e.kind = 'expire'
    WHERE d.lot_id = earned.lot_id GROUP BY 1 HAVING sum(d.points) > 0 ORDER BY 1
  LOOP
    part := least(expired.points, wanted - undone);
    EXIT WHEN part = 0;
    entry := uuidv7();
    now_there := now_there + part;
    INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, sale_id, document_id, reverses_id, actor_id,
        occurred_at, business_date)
      VALUES (entry, keeper, 'expire', part, now_there, earned.sale_id, document, expired.id, actor, occurred, day);
    INSERT INTO loyalty_draws (id, lot_id, entry_id, points) VALUES (uuidv7(), earned.lot_id, entry, -part);
    UPDATE loyalty_lots SET remaining = remaining + part WHERE id = earned.lot_id;
    undone := undone + part;
  END LOOP;

  entry := uuidv7();
  now_there := now_there - wanted;
  INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, sale_id, sale_item_id, document_id, reverses_id,
      actor_id, occurred_at, business_date)
    VALUES (entry, keeper, 'earn_reversal', -wanted, now_there, earned.sale_id, earned.sale_item_id, document, earned.id,
      actor, occurred, day);
  PERFORM loyalty_draw(keeper, entry, wanted, earned.lot_id);
  UPDATE loyalty_members SET balance = now_there, updated_at = now(),
    tier_points = tier_points - CASE WHEN earned.business_date >= tier_window_from THEN wanted ELSE 0 END
  WHERE id = keeper;
END $f$`;

/**
 * Posts a planned reversal: \`gives\` [{entry_id, points, amount}] of redeem entries, \`takes\` [{entry_id, points}] of
 * earn entries, and what the sale is \`worth\` now, if it earned anything.
 */
const REVERSE = `
CREATE FUNCTION loyalty_reverse(
  sale uuid, worth json, gives json, takes json, document uuid, actor uuid, occurred timestamptz, day date
) RETURNS TABLE (member_id uuid, customer_id uuid, program_id uuid, from_tier text, to_tier text, tier_points bigint)
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  members uuid[];
  keepers uuid[];
  locked uuid[];
  step record;
BEGIN
  SELECT array_agg(DISTINCT e.member_id) INTO members
    FROM loyalty_entries e
    WHERE e.id IN (SELECT (x->>'entry_id')::uuid FROM json_array_elements(gives) x
                   UNION ALL SELECT (x->>'entry_id')::uuid FROM json_array_elements(takes) x);
  -- They may be merged into somebody else while their lock is waited for.
  LOOP
    SELECT array_agg(DISTINCT loyalty_keeper(id)) INTO keepers FROM unnest(members) AS id;
    EXIT WHEN keepers IS NOT DISTINCT FROM locked;
    PERFORM FROM loyalty_members m WHERE m.id = ANY (keepers) ORDER BY m.id FOR NO KEY UPDATE;
    locked := keepers;
  END LOOP;
  FOR step IN
    SELECT e, g.points, g.amount
    FROM json_to_recordset(gives) AS g(entry_id uuid, points bigint, amount numeric)
      JOIN loyalty_entries e ON e.id = g.entry_id ORDER BY g.entry_id DESC
  LOOP
    PERFORM loyalty_give_back(step.e, step.points, step.amount, document, actor, occurred, day);
  END LOOP;
  FOR step IN
    SELECT e, t.points FROM json_to_recordset(takes) AS t(entry_id uuid, points bigint)
      JOIN loyalty_entries e ON e.id = t.entry_id ORDER BY t.entry_id
  LOOP
    PERFORM loyalty_take_back(step.e, step.points, document, actor, occurred, day);
  END LOOP;
  UPDATE loyalty_sales s SET goods_refunded = w.goods_refunded, allowances = w.allowances,
    points_refunded = w.points_refunded, returned = w.returned
  FROM json_to_record(worth) AS w(goods_refunded numeric, allowances numeric, points_refunded numeric, returned jsonb)
  WHERE s.sale_id = sale AND worth IS NOT NULL;
  RETURN QUERY SELECT t.* FROM unnest(keepers) AS k(id), LATERAL loyalty_settle_tier(k.id, 'reversal') t;
END $f$`;

/** Counts the points of members anew, from \`today\` back over their program's window. Locks them in the order of their ids. */
const RETIER = `
CREATE FUNCTION loyalty_retier(members uuid[], today date)
RETURNS TABLE (member_id uuid, customer_id uuid, program_id uuid, from_tier text, to_tier text, tier_points bigint)
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  PERFORM FROM loyalty_members m WHERE m.id = ANY (members) ORDER BY m.id FOR NO KEY UPDATE;
  UPDATE loyalty_members m SET tier_window_from = w.starts, tier_points = w.points
  FROM (
    SELECT x.id, today - p.tier_window_days + 1 AS starts, coalesce((
      SELECT sum(e.points + coalesce((SELECT sum(r.points) FROM loyalty_entries r WHERE r.reverses_id = e.id), 0))
      FROM loyalty_members own JOIN loyalty_entries e ON e.member_id = own.id
      WHERE (own.id = x.id OR own.merged_into_id = x.id) AND e.kind = 'earn'
        AND e.business_date >= today - p.tier_window_days + 1), 0) AS points
    FROM loyalty_members x JOIN loyalty_programs p ON p.id = x.program_id WHERE x.id = ANY (members)) w
  WHERE m.id = w.id;
  RETURN QUERY SELECT t.* FROM unnest(members) AS k(id), LATERAL loyalty_settle_tier(k.id, 'window') t;
END $f$`;

/**
 * A customer becomes another: a membership moves, or, where both have one in the program, its points do, with their
 * lots and so with their expiry. Entries stay where they are; reversals find the member who has the points now.
 */
const MERGE = `
CREATE FUNCTION loyalty_merge(from_customer uuid, to_customer uuid, occurred timestamptz, day date)
RETURNS TABLE (member_id uuid, customer_id uuid, program_id uuid, from_tier text, to_tier text, tier_points bigint)
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  pair record;
  entry uuid;
BEGIN
  PERFORM FROM loyalty_members WHERE customer_id IN (from_customer, to_customer) ORDER BY id FOR NO KEY UPDATE;
  FOR pair IN
    SELECT f.id AS from_id, t.id AS to_id, f.balance AS moved, t.balance AS kept, f.card_number AS card,
      f.status AS from_status, t.status AS to_status
    FROM loyalty_members f LEFT JOIN loyalty_members t
      ON t.customer_id = to_customer AND t.program_id = f.program_id AND t.status <> 'merged'
    WHERE f.customer_id = from_customer AND f.status <> 'merged' ORDER BY f.id
  LOOP
    IF pair.to_id IS NULL THEN
      UPDATE loyalty_members SET customer_id = to_customer, version = version + 1, updated_at = now() WHERE id = pair.from_id;
      CONTINUE;
    END IF;
    UPDATE loyalty_lots SET member_id = pair.to_id WHERE member_id = pair.from_id;
    IF pair.moved <> 0 THEN
      INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, occurred_at, business_date)
        VALUES (uuidv7(), pair.from_id, 'transfer', -pair.moved, 0, occurred, day);
      entry := uuidv7();
      INSERT INTO loyalty_entries (id, member_id, kind, points, balance_after, occurred_at, business_date)
        VALUES (entry, pair.to_id, 'transfer', pair.moved, pair.kept + pair.moved, occurred, day);
      -- What one of them owed is paid with what the other had.
      IF sign(pair.moved) * sign(pair.kept) < 0 THEN
        PERFORM loyalty_draw(pair.to_id, entry, least(abs(pair.moved), abs(pair.kept)), NULL);
      END IF;
    END IF;
    UPDATE loyalty_members SET status = 'merged', merged_into_id = pair.to_id, balance = 0, left_at = NULL, card_number = NULL,
      version = version + 1, updated_at = now() WHERE id = pair.from_id;
    UPDATE loyalty_members SET merged_into_id = pair.to_id WHERE merged_into_id = pair.from_id;
    UPDATE loyalty_members SET balance = pair.kept + pair.moved, card_number = coalesce(card_number, pair.card),
      status = CASE WHEN 'active' IN (pair.from_status, pair.to_status) THEN 'active' ELSE status END,
      left_at = CASE WHEN 'active' IN (pair.from_status, pair.to_status) THEN NULL ELSE left_at END,
      version = version + 1, updated_at = now() WHERE id = pair.to_id;
    RETURN QUERY SELECT * FROM loyalty_retier(ARRAY[pair.to_id], day);
  END LOOP;
  UPDATE loyalty_members SET customer_id = to_customer WHERE customer_id = from_customer;
END $f$`;

const FUNCTIONS = [
  DRAW,
  EXPIRE,
  EXPIRE_DUE,
  TIER_OF,
  SETTLE_TIER,
  ADJUST,
  REDEEM,
  EARN,
  KEEPER,
  GIVE_BACK,
  TAKE_BACK,
  REVERSE,
  RETIER,
  MERGE,
];

const VIEWS: readonly (readonly [name: string, select: string])[] = [
  // Published for partners: what a customer has in all memberships, as an integer.
  [
    'customer_points',
    `SELECT customer_id, least(greatest(sum(balance), -2147483647), 2147483647)::integer AS points
     FROM loyalty_members GROUP BY customer_id`,
  ],
  [
    'rpt_loyalty_members',
    `SELECT m.id AS member_id, m.customer_id, c.code::text AS customer_code, c.name::text AS customer_name,
       m.program_id, p.name::text AS program, m.tier_code::text AS tier, m.balance AS points
     FROM loyalty_members m
       JOIN customers c ON c.id = m.customer_id
       JOIN loyalty_programs p ON p.id = m.program_id
     WHERE m.status = 'active'`,
  ],
  // Entries of merged memberships count for the one that has their points now. Expiry that was undone is no expiry.
  [
    'rpt_loyalty_entries',
    `SELECT coalesce(m.merged_into_id, m.id) AS member_id, e.business_date, e.points,
       CASE WHEN e.kind IN ('earn', 'earn_reversal') THEN 'earned' WHEN e.kind IN ('redeem', 'redeem_reversal') THEN 'redeemed'
         WHEN e.kind = 'expire' THEN 'expired' WHEN e.kind = 'transfer' THEN 'transferred' ELSE 'adjusted' END AS effect
     FROM loyalty_entries e JOIN loyalty_members m ON m.id = e.member_id`,
  ],
];

/** Loyalty programs, members, and the points ledger. */
export class CreateLoyalty1795300000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(table);
    for (const index of INDEXES) await queryRunner.query(`CREATE ${index}`);
    for (const table of APPEND_ONLY) {
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
      await queryRunner.query(`
        CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const text of FUNCTIONS) await queryRunner.query(text);
    for (const [name, select] of VIEWS) await queryRunner.query(`CREATE VIEW ${name} AS ${select}`);
    await this.seed(queryRunner);
    await this.openBalances(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE customers ADD COLUMN loyalty_points integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT ck_customers_loyalty_points CHECK (loyalty_points >= 0)`);
    await queryRunner.query(`
      UPDATE customers c SET loyalty_points = greatest(p.points, 0) FROM customer_points p WHERE p.customer_id = c.id`);
    for (const [name] of [...VIEWS].reverse()) await queryRunner.query(`DROP VIEW ${name}`);
    for (const text of [...FUNCTIONS].reverse()) {
      await queryRunner.query(`DROP FUNCTION ${/FUNCTION (\w+)/.exec(text)![1]!}`);
    }
    for (const table of [...TABLES].reverse()) {
      await queryRunner.query(`DROP TABLE ${/TABLE (\w+)/.exec(table)![1]!}`);
    }
  }

  private async seed(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `INSERT INTO loyalty_programs (id, name, points_per_unit, redemption_value) VALUES ($1, 'Standard', 1, 0.01)`,
      [STANDARD_PROGRAM],
    );
    await queryRunner.query(
      `INSERT INTO loyalty_tiers (id, program_id, code, name, threshold_points, earn_multiplier)
       SELECT uuidv7(), $1, * FROM (VALUES ('bronze', 'Bronze', 0, 1), ('silver', 'Silver', 1000, 1.25),
         ('gold', 'Gold', 5000, 1.5), ('platinum', 'Platinum', 20000, 2)) AS t`,
      [STANDARD_PROGRAM],
    );
  }

  /** Points that customers had as a mere number become members' opening entries. */
  private async openBalances(queryRunner: QueryRunner): Promise<void> {
    const today = `(now() AT TIME ZONE 'UTC')::date`;
    await queryRunner.query(
      `INSERT INTO loyalty_members (id, program_id, customer_id, balance, tier_code, tier_window_from)
       SELECT uuidv7(), $1, id, 0, 'bronze', ${today} - 364 FROM customers WHERE loyalty_points > 0`,
      [STANDARD_PROGRAM],
    );
    await queryRunner.query(`
      SELECT loyalty_adjust(m.id, 'opening', c.loyalty_points, 'Points before the ledger', NULL, now(), ${today})
      FROM loyalty_members m JOIN customers c ON c.id = m.customer_id`);
    await queryRunner.query(`ALTER TABLE customers DROP COLUMN loyalty_points`);
  }
}
