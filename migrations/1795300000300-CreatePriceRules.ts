import type { MigrationInterface, QueryRunner } from 'typeorm';

const VERSIONED = `
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

const PLACES = [
  `ALTER TABLE locations
    ADD price_resolution character varying(20) NOT NULL DEFAULT 'priority',
    ADD CONSTRAINT ck_locations_price_resolution CHECK (price_resolution IN ('priority', 'best_price'))`,

  `CREATE TABLE price_groups (
    id uuid NOT NULL CONSTRAINT pk_price_groups PRIMARY KEY,
    code character varying(20) NOT NULL,
    name character varying(100) NOT NULL,
    description character varying(500),
    default_discount_percent numeric(9,4) NOT NULL DEFAULT 0,
    priority integer NOT NULL DEFAULT 0,
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_price_groups_code UNIQUE (code),
    CONSTRAINT ck_price_groups_code CHECK (code = upper(code)),
    CONSTRAINT ck_price_groups_default_discount_percent CHECK (default_discount_percent BETWEEN 0 AND 100)
  )`,
  `CREATE INDEX ix_price_groups_name ON price_groups (name, id)`,
  // No group existed before, so whatever id a customer carries names none.
  `UPDATE customers SET price_group_id = NULL WHERE price_group_id IS NOT NULL`,
  `ALTER TABLE customers ADD CONSTRAINT fk_customers_price_group
    FOREIGN KEY (price_group_id) REFERENCES price_groups (id) ON DELETE RESTRICT`,
  `CREATE INDEX ix_customers_price_group_id ON customers (price_group_id) WHERE price_group_id IS NOT NULL`,

  // Inventory's published read model: what a product costs at a location.
  `CREATE VIEW product_location_costs AS
    SELECT product_id, location_id, avg_cost, last_cost FROM stock_levels`,
];

/**
 * Around a posting that may change what goods cost: the average costs before it, and then the products for which it is
 * another one, as outcomes of the posting. Volatile, so that it reads what the posting wrote.
 */
export const COSTS = [
  `CREATE FUNCTION stock_products(lines uuid[]) RETURNS uuid[] LANGUAGE sql STABLE AS $f$
    SELECT array_agg(DISTINCT product_id) FROM stock_movements WHERE source_line_id = ANY (lines)
  $f$`,
  `CREATE FUNCTION stock_costs(products uuid[], location uuid) RETURNS jsonb LANGUAGE sql STABLE AS $f$
    SELECT coalesce(jsonb_object_agg(p.id, l.avg_cost), '{}')
    FROM (SELECT DISTINCT unnest(products) AS id) p
      LEFT JOIN stock_levels l ON l.product_id = p.id AND l.location_id = location
  $f$`,
  `CREATE FUNCTION stock_recosted(costs jsonb, location uuid) RETURNS SETOF stock_outcome
  LANGUAGE plpgsql VOLATILE AS $f$
  BEGIN
    RETURN QUERY
    SELECT 'recosted', NULL::uuid, l.product_id, location, 0::numeric, l.avg_cost, NULL, NULL
    FROM jsonb_each_text(costs) AS b(product_id, avg_cost)
      JOIN stock_levels l ON l.product_id = b.product_id::uuid AND l.location_id = location
    WHERE l.avg_cost IS DISTINCT FROM b.avg_cost::numeric;
  END $f$`,
];

/** Every key starts with the product, because a quote asks for the rules of its products. */
const PRICES = [
  `CREATE TABLE product_prices (
    id uuid NOT NULL CONSTRAINT pk_product_prices PRIMARY KEY,
    location_id uuid NOT NULL,
    product_id uuid NOT NULL,
    method character varying(10) NOT NULL,
    base_price numeric(19,4),
    markup_percent numeric(9,4),
    effective_price numeric(19,4),
    cost_basis numeric(19,4),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_product_prices_place UNIQUE (product_id, location_id),
    CONSTRAINT fk_product_prices_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT fk_product_prices_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_product_prices_method CHECK (method IN ('fixed', 'markup', 'auto')),
    CONSTRAINT ck_product_prices_fixed
      CHECK (method <> 'fixed' OR (base_price IS NOT NULL AND effective_price IS NOT DISTINCT FROM base_price)),
    CONSTRAINT ck_product_prices_markup CHECK (method <> 'markup' OR markup_percent IS NOT NULL),
    CONSTRAINT ck_product_prices_amounts
      CHECK (base_price >= 0 AND markup_percent >= 0 AND effective_price >= 0 AND cost_basis >= 0)
  )`,
  `CREATE INDEX ix_product_prices_location ON product_prices (location_id)`,
  `CREATE INDEX ix_product_prices_created_at ON product_prices (created_at, id)`,

  `CREATE TABLE group_prices (
    id uuid NOT NULL CONSTRAINT pk_group_prices PRIMARY KEY,
    location_id uuid,
    product_id uuid NOT NULL,
    price_group_id uuid NOT NULL,
    min_quantity numeric(14,3) NOT NULL DEFAULT 1,
    price numeric(19,4) NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_group_prices_key UNIQUE NULLS NOT DISTINCT (product_id, price_group_id, location_id, min_quantity),
    CONSTRAINT fk_group_prices_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT fk_group_prices_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT fk_group_prices_price_group FOREIGN KEY (price_group_id) REFERENCES price_groups (id) ON DELETE RESTRICT,
    CONSTRAINT ck_group_prices_min_quantity CHECK (min_quantity > 0),
    CONSTRAINT ck_group_prices_price CHECK (price >= 0)
  )`,
  `CREATE INDEX ix_group_prices_price_group ON group_prices (price_group_id)`,
  `CREATE INDEX ix_group_prices_location ON group_prices (location_id) WHERE location_id IS NOT NULL`,
  `CREATE INDEX ix_group_prices_created_at ON group_prices (created_at, id)`,

  `CREATE TABLE step_prices (
    id uuid NOT NULL CONSTRAINT pk_step_prices PRIMARY KEY,
    location_id uuid,
    product_id uuid NOT NULL,
    min_quantity numeric(14,3) NOT NULL,
    price numeric(19,4) NOT NULL,
    description character varying(200),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_step_prices_key UNIQUE NULLS NOT DISTINCT (product_id, location_id, min_quantity),
    CONSTRAINT fk_step_prices_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT fk_step_prices_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT ck_step_prices_min_quantity CHECK (min_quantity > 0),
    CONSTRAINT ck_step_prices_price CHECK (price >= 0)
  )`,
  `CREATE INDEX ix_step_prices_location ON step_prices (location_id) WHERE location_id IS NOT NULL`,
  `CREATE INDEX ix_step_prices_created_at ON step_prices (created_at, id)`,

  // A price that follows the cost needs the place whose cost it follows.
  `CREATE TABLE packaging_prices (
    id uuid NOT NULL CONSTRAINT pk_packaging_prices PRIMARY KEY,
    location_id uuid,
    packaging_id uuid NOT NULL,
    product_id uuid NOT NULL,
    method character varying(10) NOT NULL,
    price numeric(19,4),
    markup_percent numeric(9,4),
    discount_percent numeric(9,4) NOT NULL DEFAULT 0,
    effective_price numeric(19,4),
    cost_basis numeric(19,4),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_packaging_prices_key UNIQUE NULLS NOT DISTINCT (packaging_id, location_id),
    CONSTRAINT fk_packaging_prices_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
    CONSTRAINT fk_packaging_prices_packaging FOREIGN KEY (packaging_id, product_id)
      REFERENCES product_packagings (id, product_id) ON DELETE RESTRICT,
    CONSTRAINT ck_packaging_prices_method CHECK (method IN ('fixed', 'markup', 'auto')),
    CONSTRAINT ck_packaging_prices_fixed CHECK (method <> 'fixed' OR price IS NOT NULL),
    CONSTRAINT ck_packaging_prices_markup CHECK (method <> 'markup' OR markup_percent IS NOT NULL),
    CONSTRAINT ck_packaging_prices_place CHECK (method = 'fixed' OR location_id IS NOT NULL),
    CONSTRAINT ck_packaging_prices_discount_percent CHECK (discount_percent BETWEEN 0 AND 100),
    CONSTRAINT ck_packaging_prices_amounts
      CHECK (price >= 0 AND markup_percent >= 0 AND effective_price >= 0 AND cost_basis >= 0)
  )`,
  `CREATE INDEX ix_packaging_prices_product ON packaging_prices (product_id)`,
  `CREATE INDEX ix_packaging_prices_location ON packaging_prices (location_id) WHERE location_id IS NOT NULL`,
  `CREATE INDEX ix_packaging_prices_created_at ON packaging_prices (created_at, id)`,
];

/** How a price follows a cost. The same digits and roundings as in common/money, which a test holds against these. */
const ARITHMETIC = [
  `CREATE FUNCTION currency_digits(currency text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
    SELECT CASE
      WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
        'VUV', 'XAF', 'XOF', 'XPF') THEN 0
      WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
      WHEN currency IN ('CLF', 'UYW') THEN 4
      ELSE 2 END
  $f$`,
  `CREATE FUNCTION round_money(amount numeric, digits integer, mode text) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
    SELECT CASE mode
      WHEN 'half_up' THEN round(amount, digits)
      WHEN 'half_even' THEN
        CASE WHEN abs(amount - trunc(amount, digits)) * 2 * power(10::numeric, digits) = 1
          THEN round(amount / 2, digits) * 2 ELSE round(amount, digits) END
      WHEN 'down' THEN trunc(amount, digits)
      WHEN 'up' THEN trunc(amount, digits)
        + CASE WHEN amount = trunc(amount, digits) THEN 0 ELSE sign(amount) * power(10::numeric, -digits) END
      WHEN 'ceiling' THEN trunc(ceil(amount * power(10::numeric, digits)) / power(10::numeric, digits), digits)
      WHEN 'floor' THEN trunc(floor(amount * power(10::numeric, digits)) / power(10::numeric, digits), digits)
    END
  $f$`,
  `CREATE FUNCTION method_price(
    method text, fixed numeric, markup numeric, cost numeric, default_markup numeric, digits integer, mode text
  ) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $f$
    SELECT CASE method
      WHEN 'fixed' THEN round_money(fixed, digits, mode)
      WHEN 'markup' THEN round_money(cost * (1 + markup * 0.01), digits, mode)
      WHEN 'auto' THEN round_money(cost * (1 + default_markup * 0.01), digits, mode)
    END
  $f$`,
];

const PROMOTIONS = [
  `CREATE TABLE promotions (
    id uuid NOT NULL CONSTRAINT pk_promotions PRIMARY KEY,
    code character varying(40),
    name character varying(100) NOT NULL,
    description character varying(500),
    kind character varying(20) NOT NULL,
    value numeric(19,4),
    value_type character varying(20),
    starts_at timestamp(3),
    ends_at timestamp(3),
    days_of_week integer[],
    time_from time(0),
    time_to time(0),
    min_quantity numeric(14,3),
    max_quantity numeric(14,3),
    min_basket_amount numeric(19,4),
    buy_quantity integer,
    get_quantity integer,
    get_percent numeric(9,4),
    priority integer NOT NULL DEFAULT 0,
    is_exclusive boolean NOT NULL DEFAULT false,
    requires_coupon boolean NOT NULL DEFAULT false,
    usage_limit integer,
    usage_limit_per_customer integer,
    budget numeric(19,4),
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_promotions_code UNIQUE (code),
    CONSTRAINT ck_promotions_kind
      CHECK (kind IN ('price', 'percentage', 'fixed_amount', 'buy_x_get_y', 'basket')),
    CONSTRAINT ck_promotions_value CHECK ((kind = 'buy_x_get_y') = (value IS NULL) AND value >= 0),
    CONSTRAINT ck_promotions_percentage
      CHECK (NOT (kind = 'percentage' OR value_type IS NOT DISTINCT FROM 'percentage') OR value <= 100),
    CONSTRAINT ck_promotions_value_type CHECK ((kind = 'basket') = (value_type IS NOT NULL)
      AND value_type IN ('percentage', 'fixed_amount')),
    CONSTRAINT ck_promotions_buy_get CHECK (CASE WHEN kind = 'buy_x_get_y'
      THEN num_nulls(buy_quantity, get_quantity, get_percent) = 0 AND buy_quantity >= 1 AND get_quantity >= 1
        AND get_percent > 0 AND get_percent <= 100
      ELSE num_nonnulls(buy_quantity, get_quantity, get_percent) = 0 END),
    CONSTRAINT ck_promotions_window CHECK (ends_at >= starts_at),
    CONSTRAINT ck_promotions_days CHECK (days_of_week <@ ARRAY[1, 2, 3, 4, 5, 6, 7] AND cardinality(days_of_week) > 0),
    CONSTRAINT ck_promotions_quantities CHECK (min_quantity > 0 AND max_quantity > 0 AND max_quantity >= min_quantity),
    CONSTRAINT ck_promotions_min_basket_amount CHECK (min_basket_amount >= 0),
    CONSTRAINT ck_promotions_limits CHECK (usage_limit >= 1 AND usage_limit_per_customer >= 1 AND budget > 0)
  )`,
  // What a quote looks through: the few that are switched on.
  `CREATE INDEX ix_promotions_active ON promotions (starts_at, ends_at) WHERE is_active`,
  `CREATE INDEX ix_promotions_created_at ON promotions (created_at, id)`,

  // A target has no foreign key: one that is gone must go on restricting the promotion, not open it to every product.
  `CREATE TABLE promotion_targets (
    promotion_id uuid NOT NULL,
    role character varying(10) NOT NULL,
    kind character varying(20) NOT NULL,
    target_id uuid NOT NULL,
    CONSTRAINT pk_promotion_targets PRIMARY KEY (promotion_id, role, kind, target_id),
    CONSTRAINT fk_promotion_targets_promotion FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
    CONSTRAINT ck_promotion_targets_role CHECK (role IN ('buy', 'get')),
    CONSTRAINT ck_promotion_targets_kind CHECK (kind IN ('product', 'category', 'brand', 'product_group'))
  )`,
  `CREATE INDEX ix_promotion_targets_target ON promotion_targets (target_id, promotion_id)`,
  `CREATE TABLE promotion_price_groups (
    promotion_id uuid NOT NULL,
    price_group_id uuid NOT NULL,
    CONSTRAINT pk_promotion_price_groups PRIMARY KEY (promotion_id, price_group_id),
    CONSTRAINT fk_promotion_price_groups_promotion
      FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
    CONSTRAINT fk_promotion_price_groups_group
      FOREIGN KEY (price_group_id) REFERENCES price_groups (id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX ix_promotion_price_groups_group ON promotion_price_groups (price_group_id)`,
  `CREATE TABLE promotion_locations (
    promotion_id uuid NOT NULL,
    location_id uuid NOT NULL,
    CONSTRAINT pk_promotion_locations PRIMARY KEY (promotion_id, location_id),
    CONSTRAINT fk_promotion_locations_promotion FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
    CONSTRAINT fk_promotion_locations_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT
  )`,
  `CREATE INDEX ix_promotion_locations_location ON promotion_locations (location_id)`,

  `CREATE TABLE coupons (
    id uuid NOT NULL CONSTRAINT pk_coupons PRIMARY KEY,
    promotion_id uuid NOT NULL,
    code character varying(40) NOT NULL,
    usage_limit integer,
    usage_limit_per_customer integer,
    customer_id uuid,
    expires_on date,
    is_active boolean NOT NULL DEFAULT true,
    ${VERSIONED},
    CONSTRAINT uq_coupons_code UNIQUE (code),
    CONSTRAINT fk_coupons_promotion FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
    CONSTRAINT fk_coupons_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT,
    CONSTRAINT ck_coupons_code CHECK (code = upper(code)),
    CONSTRAINT ck_coupons_limits CHECK (usage_limit >= 1 AND usage_limit_per_customer >= 1)
  )`,
  `CREATE INDEX ix_coupons_promotion ON coupons (promotion_id, created_at, id)`,
  `CREATE INDEX ix_coupons_customer ON coupons (customer_id) WHERE customer_id IS NOT NULL`,
];

const REDEMPTIONS = [
  `CREATE TABLE promotion_counters (
    promotion_id uuid NOT NULL CONSTRAINT pk_promotion_counters PRIMARY KEY,
    used_count integer NOT NULL DEFAULT 0,
    used_amount numeric(19,4) NOT NULL DEFAULT 0,
    CONSTRAINT fk_promotion_counters_promotion FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE CASCADE,
    CONSTRAINT ck_promotion_counters CHECK (used_count >= 0 AND used_amount >= 0)
  ) WITH (fillfactor = 70)`,
  `CREATE TABLE coupon_counters (
    coupon_id uuid NOT NULL CONSTRAINT pk_coupon_counters PRIMARY KEY,
    used_count integer NOT NULL DEFAULT 0,
    CONSTRAINT fk_coupon_counters_coupon FOREIGN KEY (coupon_id) REFERENCES coupons (id) ON DELETE CASCADE,
    CONSTRAINT ck_coupon_counters CHECK (used_count >= 0)
  ) WITH (fillfactor = 70)`,

  // redemption_id: the redemption that a release gives back, or a transfer books to another customer.
  `CREATE TABLE promotion_redemptions (
    id uuid NOT NULL CONSTRAINT pk_promotion_redemptions PRIMARY KEY,
    promotion_id uuid NOT NULL,
    coupon_id uuid,
    sale_id uuid NOT NULL,
    document_id uuid,
    customer_id uuid,
    kind character varying(10) NOT NULL,
    redemption_id uuid,
    uses integer NOT NULL,
    amount numeric(19,4) NOT NULL,
    lines jsonb NOT NULL,
    actor_id uuid,
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT fk_promotion_redemptions_promotion
      FOREIGN KEY (promotion_id) REFERENCES promotions (id) ON DELETE RESTRICT,
    CONSTRAINT fk_promotion_redemptions_coupon FOREIGN KEY (coupon_id) REFERENCES coupons (id) ON DELETE RESTRICT,
    CONSTRAINT fk_promotion_redemptions_redemption
      FOREIGN KEY (redemption_id) REFERENCES promotion_redemptions (id) ON DELETE RESTRICT,
    CONSTRAINT ck_promotion_redemptions_kind CHECK (CASE kind
      WHEN 'redeem' THEN redemption_id IS NULL AND uses > 0 AND amount >= 0
      WHEN 'release' THEN redemption_id IS NOT NULL AND uses <= 0 AND amount <= 0
      WHEN 'transfer' THEN redemption_id IS NOT NULL AND customer_id IS NOT NULL
      ELSE false END)
  )`,
  `CREATE INDEX ix_promotion_redemptions_sale ON promotion_redemptions (sale_id)`,
  `CREATE INDEX ix_promotion_redemptions_promotion ON promotion_redemptions (promotion_id)`,
  `CREATE INDEX ix_promotion_redemptions_coupon ON promotion_redemptions (coupon_id) WHERE coupon_id IS NOT NULL`,
  `CREATE INDEX ix_promotion_redemptions_customer ON promotion_redemptions (customer_id, promotion_id)
    WHERE customer_id IS NOT NULL`,
  `CREATE INDEX ix_promotion_redemptions_redemption ON promotion_redemptions (redemption_id)
    WHERE redemption_id IS NOT NULL`,
];

const APPEND_ONLY = ['promotion_redemptions', 'price_changes'].flatMap((table) => [
  `CREATE TRIGGER tr_${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER tr_${table}_no_truncate BEFORE TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
]);

/**
 * Every promotion and coupon has its counter from birth. One without a limit is not counted, so that a promotion on
 * everything is no row that all tills wait for; it is counted once, when it gets its first limit. Redeeming holds the
 * promotion FOR SHARE, so that count has every sale that went before it.
 */
const COUNTERS = [
  `CREATE FUNCTION open_promotion_counter() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    INSERT INTO promotion_counters (promotion_id) SELECT id FROM added;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_promotions_counter AFTER INSERT ON promotions REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION open_promotion_counter()`,
  `CREATE FUNCTION open_coupon_counter() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    INSERT INTO coupon_counters (coupon_id) SELECT id FROM added;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_coupons_counter AFTER INSERT ON coupons REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION open_coupon_counter()`,
  `CREATE FUNCTION count_promotion() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    UPDATE promotion_counters c SET used_count = t.uses, used_amount = t.amount
    FROM (SELECT coalesce(sum(uses), 0) AS uses, coalesce(sum(amount), 0) AS amount
          FROM promotion_redemptions WHERE promotion_id = NEW.id) t
    WHERE c.promotion_id = NEW.id;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_promotions_count AFTER UPDATE OF usage_limit, usage_limit_per_customer, budget ON promotions
    FOR EACH ROW WHEN (num_nonnulls(OLD.usage_limit, OLD.usage_limit_per_customer, OLD.budget) = 0
      AND num_nonnulls(NEW.usage_limit, NEW.usage_limit_per_customer, NEW.budget) > 0)
    EXECUTE FUNCTION count_promotion()`,
  `CREATE FUNCTION count_coupon() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    UPDATE coupon_counters SET used_count = coalesce(
      (SELECT sum(uses) FROM promotion_redemptions WHERE coupon_id = NEW.id), 0)
    WHERE coupon_id = NEW.id;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_coupons_count AFTER UPDATE OF usage_limit, usage_limit_per_customer ON coupons
    FOR EACH ROW WHEN (num_nonnulls(OLD.usage_limit, OLD.usage_limit_per_customer) = 0
      AND num_nonnulls(NEW.usage_limit, NEW.usage_limit_per_customer) > 0)
    EXECUTE FUNCTION count_coupon()`,
];

/**
 * Locks what a sale's promotions are counted on, in one order for everybody: promotions, coupons, their counters,
 * each by id. The definitions are shared, so only limits are waited for.
 */
const LOCK = `
CREATE FUNCTION promotion_lock(promotions uuid[], coupons uuid[]) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM FROM promotions p WHERE p.id = ANY (promotion_lock.promotions) ORDER BY p.id FOR SHARE;
  PERFORM FROM coupons c WHERE c.id = ANY (promotion_lock.coupons) ORDER BY c.id FOR SHARE;
  PERFORM FROM promotion_counters n JOIN promotions p ON p.id = n.promotion_id
    WHERE n.promotion_id = ANY (promotion_lock.promotions)
      AND num_nonnulls(p.usage_limit, p.usage_limit_per_customer, p.budget) > 0
    ORDER BY n.promotion_id FOR NO KEY UPDATE OF n;
  PERFORM FROM coupon_counters n JOIN coupons c ON c.id = n.coupon_id
    WHERE n.coupon_id = ANY (promotion_lock.coupons)
      AND num_nonnulls(c.usage_limit, c.usage_limit_per_customer) > 0
    ORDER BY n.coupon_id FOR NO KEY UPDATE OF n;
END $f$`;

/** Adds entries to the counters of what has a limit. */
const COUNT = `
CREATE FUNCTION promotion_count(promotions uuid[], coupons uuid[], uses integer[], amounts numeric[])
RETURNS void LANGUAGE sql AS $f$
  UPDATE promotion_counters n SET used_count = n.used_count + t.uses, used_amount = n.used_amount + t.amount
  FROM (SELECT e.promotion_id, sum(e.uses) AS uses, sum(e.amount) AS amount
        FROM unnest(promotions, uses, amounts) AS e(promotion_id, uses, amount) GROUP BY e.promotion_id) t
    JOIN promotions p ON p.id = t.promotion_id
  WHERE n.promotion_id = t.promotion_id AND num_nonnulls(p.usage_limit, p.usage_limit_per_customer, p.budget) > 0;
  UPDATE coupon_counters n SET used_count = n.used_count + t.uses
  FROM (SELECT e.coupon_id, sum(e.uses) AS uses
        FROM unnest(coupons, uses) AS e(coupon_id, uses) GROUP BY e.coupon_id) t
    JOIN coupons c ON c.id = t.coupon_id
  WHERE n.coupon_id = t.coupon_id AND num_nonnulls(c.usage_limit, c.usage_limit_per_customer) > 0
$f$`;

/**
 * A function and not one statement, because what a statement reads after waiting for a lock is as old as its start.
 * Answers why nothing was redeemed, or nothing.
 */
const REDEEM = `
CREATE FUNCTION promotion_redeem(sale uuid, customer uuid, actor uuid, at timestamptz, wanted jsonb)
RETURNS TABLE (
  promotion_id uuid, coupon_id uuid, name text, code text, reason text, allowed numeric, used numeric, requested numeric
) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  promotions uuid[] := ARRAY(SELECT w.promotion_id
    FROM jsonb_to_recordset(wanted) AS w(promotion_id uuid) WHERE w.promotion_id IS NOT NULL);
  coupons uuid[] := ARRAY(SELECT w.coupon_id
    FROM jsonb_to_recordset(wanted) AS w(coupon_id uuid) WHERE w.coupon_id IS NOT NULL);
  done text;
BEGIN
  PERFORM promotion_lock(promotions, coupons);

  RETURN QUERY
  WITH use AS (
    SELECT w.* FROM jsonb_to_recordset(wanted) AS w(promotion_id uuid, coupon_id uuid, uses integer, amount numeric)),
  promotion AS (
    SELECT w.promotion_id, w.uses, w.amount, p.name, p.code, p.id IS NULL AS is_gone, p.usage_limit, p.budget,
      p.usage_limit_per_customer, n.used_count, n.used_amount,
      CASE WHEN p.usage_limit_per_customer IS NOT NULL AND customer IS NOT NULL THEN (
        SELECT coalesce(sum(r.uses), 0) FROM promotion_redemptions r
        WHERE r.customer_id = customer AND r.promotion_id = p.id) END AS used_by_customer
    FROM (SELECT promotion_id, sum(uses) AS uses, sum(amount) AS amount FROM use GROUP BY promotion_id) w
      LEFT JOIN promotions p ON p.id = w.promotion_id
      LEFT JOIN promotion_counters n ON n.promotion_id = p.id),
  coupon AS (
    SELECT w.promotion_id, w.coupon_id, w.uses, c.code, c.id IS NULL AS is_gone, c.usage_limit,
      c.usage_limit_per_customer, n.used_count,
      CASE WHEN c.usage_limit_per_customer IS NOT NULL AND customer IS NOT NULL THEN (
        SELECT coalesce(sum(r.uses), 0) FROM promotion_redemptions r
        WHERE r.customer_id = customer AND r.promotion_id = c.promotion_id AND r.coupon_id = c.id) END AS used_by_customer
    FROM (SELECT promotion_id, coupon_id, sum(uses) AS uses FROM use
          WHERE coupon_id IS NOT NULL GROUP BY promotion_id, coupon_id) w
      LEFT JOIN coupons c ON c.id = w.coupon_id
      LEFT JOIN coupon_counters n ON n.coupon_id = c.id)
  SELECT p.promotion_id, NULL::uuid, p.name::text, p.code::text, f.reason, f.allowed, f.used, f.requested
  FROM promotion p, LATERAL (VALUES
    ('promotion_gone', p.is_gone, NULL::numeric, NULL::numeric, NULL::numeric),
    ('usage_limit', p.used_count + p.uses > p.usage_limit, p.usage_limit, p.used_count, p.uses),
    ('budget', p.used_amount + p.amount > p.budget, p.budget, p.used_amount, p.amount),
    ('customer_usage_limit', p.used_by_customer + p.uses > p.usage_limit_per_customer,
      p.usage_limit_per_customer, p.used_by_customer, p.uses),
    ('customer_required', p.usage_limit_per_customer IS NOT NULL AND customer IS NULL,
      p.usage_limit_per_customer, NULL, p.uses)
  ) AS f(reason, is_so, allowed, used, requested) WHERE f.is_so
  UNION ALL
  SELECT c.promotion_id, c.coupon_id, NULL, c.code::text, f.reason, f.allowed, f.used, f.requested
  FROM coupon c, LATERAL (VALUES
    ('coupon_gone', c.is_gone, NULL::numeric, NULL::numeric, NULL::numeric),
    ('coupon_usage_limit', c.used_count + c.uses > c.usage_limit, c.usage_limit, c.used_count, c.uses),
    ('coupon_customer_usage_limit', c.used_by_customer + c.uses > c.usage_limit_per_customer,
      c.usage_limit_per_customer, c.used_by_customer, c.uses),
    ('customer_required', c.usage_limit_per_customer IS NOT NULL AND customer IS NULL,
      c.usage_limit_per_customer, NULL, c.uses)
  ) AS f(reason, is_so, allowed, used, requested) WHERE f.is_so;
  IF FOUND THEN RETURN; END IF;

  WITH entry AS (
    INSERT INTO promotion_redemptions (id, promotion_id, coupon_id, sale_id, customer_id, kind, uses, amount, lines,
      actor_id, occurred_at)
    SELECT uuidv7(), w.promotion_id, w.coupon_id, sale, customer, 'redeem', w.uses, w.amount, w.lines, actor, at
    FROM jsonb_to_recordset(wanted)
      AS w(promotion_id uuid, coupon_id uuid, uses integer, amount numeric, lines jsonb)
    RETURNING promotion_id, coupon_id, uses, amount)
  SELECT promotion_count(array_agg(promotion_id), array_agg(coupon_id), array_agg(uses), array_agg(amount))
  FROM entry INTO done;
END $f$`;

/**
 * Gives back what is left of a sale's redemptions (`returns` null), or what its returned lines had of them: of each
 * line the part that has come back so far, less what was given back before, so that parts sum to the whole. The use
 * itself comes back when no line of it is left with the customer.
 */
const RELEASE = `
CREATE FUNCTION promotion_release(sale uuid, document uuid, actor uuid, at timestamptz, returns jsonb)
RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  promotions uuid[];
  coupons uuid[];
  done text;
BEGIN
  SELECT array_agg(promotion_id), array_remove(array_agg(coupon_id), NULL) INTO promotions, coupons
    FROM promotion_redemptions WHERE sale_id = sale AND kind = 'redeem';
  IF promotions IS NULL THEN RETURN; END IF;
  PERFORM promotion_lock(promotions, coupons);

  WITH redemption AS (
    SELECT r.id, r.promotion_id, r.coupon_id, r.lines, r.uses + coalesce(b.uses, 0) AS uses,
      r.amount + coalesce(b.amount, 0) AS amount,
      coalesce((SELECT t.customer_id FROM promotion_redemptions t
        WHERE t.redemption_id = r.id AND t.kind = 'transfer' AND (t.uses > 0 OR t.amount > 0)
        ORDER BY t.id DESC LIMIT 1), r.customer_id) AS customer_id
    FROM promotion_redemptions r
      LEFT JOIN LATERAL (SELECT sum(uses) AS uses, sum(amount) AS amount
        FROM promotion_redemptions WHERE redemption_id = r.id AND kind = 'release') b ON true
    WHERE r.sale_id = sale AND r.kind = 'redeem'),
  line AS (
    SELECT r.id, l.line_id, b.was_back OR returns IS NULL OR now.returned >= now.sold AS is_back,
      NOT b.was_back AND now.returned >= now.sold AS is_newly_back,
      CASE WHEN b.was_back OR (returns IS NOT NULL AND now.line_id IS NULL) THEN 0
        WHEN returns IS NULL OR now.returned >= now.sold THEN l.amount - b.amount
        ELSE greatest(round(l.amount * now.returned / now.sold, 4) - b.amount, 0) END AS amount
    FROM redemption r
      CROSS JOIN LATERAL jsonb_to_recordset(r.lines) AS l(line_id uuid, amount numeric)
      LEFT JOIN jsonb_to_recordset(returns) AS now(line_id uuid, returned numeric, sold numeric)
        ON now.line_id = l.line_id
      CROSS JOIN LATERAL (
        SELECT coalesce(-sum(g.amount), 0) AS amount, coalesce(bool_or(g.is_back), false) AS was_back
        FROM promotion_redemptions b
          CROSS JOIN LATERAL jsonb_to_recordset(b.lines) AS g(line_id uuid, amount numeric, is_back boolean)
        WHERE b.redemption_id = r.id AND b.kind = 'release' AND g.line_id = l.line_id) b
    WHERE r.uses > 0),
  back AS (
    SELECT r.*, l.is_whole OR returns IS NULL AS is_whole, coalesce(l.back, 0) AS back, l.lines AS back_lines
    FROM redemption r
      LEFT JOIN (SELECT id, bool_and(coalesce(is_back, false)) AS is_whole, sum(amount) AS back,
          jsonb_agg(jsonb_build_object('line_id', line_id, 'amount', -amount, 'is_back', coalesce(is_back, false)))
            FILTER (WHERE amount > 0 OR is_newly_back) AS lines
        FROM line GROUP BY id) l ON l.id = r.id
    WHERE r.uses > 0 AND (returns IS NULL OR l.lines IS NOT NULL)),
  entry AS (
    INSERT INTO promotion_redemptions (id, promotion_id, coupon_id, sale_id, document_id, customer_id, kind,
      redemption_id, uses, amount, lines, actor_id, occurred_at)
    SELECT uuidv7(), promotion_id, coupon_id, sale, document, customer_id, 'release', id,
      CASE WHEN is_whole THEN -uses ELSE 0 END, CASE WHEN is_whole THEN -amount ELSE -least(back, amount) END,
      coalesce(back_lines, '[]'), actor, at
    FROM back
    RETURNING promotion_id, coupon_id, uses, amount)
  SELECT promotion_count(array_agg(promotion_id), array_agg(coupon_id), array_agg(uses), array_agg(amount))
  FROM entry INTO done;
END $f$`;

/** What prices were: every change of every price, written by triggers so that no path can forget it. */
const HISTORY = [
  // No foreign keys: history outlives what it tells of. The time is that of the writing, not of the transaction's
  // start, so that of two writers who waited for each other the later one is last.
  `CREATE TABLE price_changes (
    id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT pk_price_changes PRIMARY KEY,
    subject character varying(10) NOT NULL,
    product_id uuid NOT NULL,
    location_id uuid,
    price_group_id uuid,
    packaging_id uuid,
    min_quantity numeric(14,3),
    price numeric(19,4),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id uuid,
    CONSTRAINT ck_price_changes_subject CHECK (subject IN ('product', 'place', 'group', 'step', 'packaging'))
  )`,
  `CREATE INDEX ix_price_changes_product ON price_changes (product_id, changed_at, id)`,
  `INSERT INTO price_changes (subject, product_id, price, changed_at)
    SELECT 'product', id, price, updated_at FROM products`,

  `CREATE FUNCTION price_actor() RETURNS uuid LANGUAGE sql STABLE AS $f$
    SELECT nullif(current_setting('opentill.actor_id', true), '')::uuid
  $f$`,
  `CREATE FUNCTION note_first_prices() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    INSERT INTO price_changes (subject, product_id, price, actor_id)
      SELECT 'product', id, price, price_actor() FROM added;
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_products_first_price AFTER INSERT ON products REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION note_first_prices()`,
  `CREATE FUNCTION note_product_price() RETURNS trigger LANGUAGE plpgsql AS $f$
  BEGIN
    INSERT INTO price_changes (subject, product_id, price, actor_id)
      VALUES ('product', NEW.id, NEW.price, price_actor());
    RETURN NULL;
  END $f$`,
  `CREATE TRIGGER tr_products_price AFTER UPDATE OF price ON products
    FOR EACH ROW WHEN (OLD.price IS DISTINCT FROM NEW.price) EXECUTE FUNCTION note_product_price()`,

  // Arguments: subject, and the column that holds the price. A price that is switched off, deleted or moved to
  // another key has ended where it was.
  `CREATE FUNCTION note_price_change() RETURNS trigger LANGUAGE plpgsql AS $f$
  DECLARE
    keys CONSTANT text[] := ARRAY['product_id', 'location_id', 'price_group_id', 'packaging_id', 'min_quantity'];
    old_row jsonb := '{}';
    new_row jsonb := '{}';
    old_price numeric;
    new_price numeric;
    is_moved boolean;
  BEGIN
    IF TG_OP <> 'INSERT' THEN
      old_row := to_jsonb(OLD);
      IF OLD.is_active THEN old_price := (old_row ->> TG_ARGV[1])::numeric; END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      new_row := to_jsonb(NEW);
      IF NEW.is_active THEN new_price := (new_row ->> TG_ARGV[1])::numeric; END IF;
    END IF;
    is_moved := TG_OP = 'UPDATE' AND EXISTS (
      SELECT FROM unnest(keys) AS key WHERE old_row -> key IS DISTINCT FROM new_row -> key);
    IF old_price IS NOT NULL AND (TG_OP = 'DELETE' OR is_moved) THEN
      PERFORM note_price(TG_ARGV[0], old_row, NULL);
    END IF;
    IF TG_OP <> 'DELETE' AND (CASE WHEN is_moved THEN new_price IS NOT NULL
        ELSE new_price IS DISTINCT FROM old_price END) THEN
      PERFORM note_price(TG_ARGV[0], new_row, new_price);
    END IF;
    RETURN NULL;
  END $f$`,
  `CREATE FUNCTION note_price(subject text, keys jsonb, price numeric) RETURNS void LANGUAGE sql AS $f$
    INSERT INTO price_changes
      (subject, product_id, location_id, price_group_id, packaging_id, min_quantity, price, actor_id)
    VALUES (subject, (keys ->> 'product_id')::uuid, (keys ->> 'location_id')::uuid, (keys ->> 'price_group_id')::uuid,
      (keys ->> 'packaging_id')::uuid, (keys ->> 'min_quantity')::numeric, price, price_actor())
  $f$`,
  ...[
    ['product_prices', 'place', 'effective_price'],
    ['group_prices', 'group', 'price'],
    ['step_prices', 'step', 'price'],
    ['packaging_prices', 'packaging', 'effective_price'],
  ].map(
    ([table, subject, column]) => `
    CREATE TRIGGER tr_${table}_history AFTER INSERT OR UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION note_price_change('${subject}', '${column}')`,
  ),

  // Where nothing was known yet of a product at a place, it had the first price that was ever known of it there.
  `CREATE FUNCTION prices_as_of(products uuid[], location uuid, at timestamptz)
  RETURNS TABLE (subject text, product_id uuid, location_id uuid, price_group_id uuid, packaging_id uuid,
    min_quantity numeric, price numeric)
  LANGUAGE sql STABLE AS $f$
    WITH known AS (
      SELECT DISTINCT ON (c.product_id, c.subject, c.location_id, c.price_group_id, c.packaging_id, c.min_quantity) c.*
      FROM price_changes c
      WHERE c.product_id = ANY (products) AND (c.location_id IS NULL OR c.location_id = location) AND c.changed_at <= at
      ORDER BY c.product_id, c.subject, c.location_id, c.price_group_id, c.packaging_id, c.min_quantity,
        c.changed_at DESC, c.id DESC),
    first AS (
      SELECT DISTINCT ON (c.product_id) c.*
      FROM price_changes c
      WHERE c.product_id = ANY (products) AND (c.location_id IS NULL OR c.location_id = location)
        AND c.subject IN ('product', 'place') AND c.price IS NOT NULL
        AND NOT EXISTS (SELECT FROM known k WHERE k.product_id = c.product_id AND k.subject IN ('product', 'place'))
      ORDER BY c.product_id, c.changed_at, c.id)
    SELECT k.subject::text, k.product_id, k.location_id, k.price_group_id, k.packaging_id, k.min_quantity, k.price
    FROM (SELECT * FROM known UNION ALL SELECT * FROM first) k WHERE k.price IS NOT NULL
  $f$`,
];

const DOWN = [
  ...['product_prices', 'group_prices', 'step_prices', 'packaging_prices'].map(
    (table) => `DROP TRIGGER tr_${table}_history ON ${table}`,
  ),
  `DROP TRIGGER tr_products_price ON products`,
  `DROP TRIGGER tr_products_first_price ON products`,
  `DROP FUNCTION prices_as_of(uuid[], uuid, timestamptz)`,
  `DROP FUNCTION note_price_change()`,
  `DROP FUNCTION note_price(text, jsonb, numeric)`,
  `DROP FUNCTION note_product_price()`,
  `DROP FUNCTION note_first_prices()`,
  `DROP FUNCTION price_actor()`,
  `DROP FUNCTION promotion_release(uuid, uuid, uuid, timestamptz, jsonb)`,
  `DROP FUNCTION promotion_redeem(uuid, uuid, uuid, timestamptz, jsonb)`,
  `DROP FUNCTION promotion_count(uuid[], uuid[], integer[], numeric[])`,
  `DROP FUNCTION promotion_lock(uuid[], uuid[])`,
  `DROP TABLE price_changes, promotion_redemptions, coupon_counters, promotion_counters, coupons, promotion_locations,
    promotion_price_groups, promotion_targets, promotions, packaging_prices, step_prices, group_prices, product_prices`,
  `DROP FUNCTION count_coupon()`,
  `DROP FUNCTION count_promotion()`,
  `DROP FUNCTION open_coupon_counter()`,
  `DROP FUNCTION open_promotion_counter()`,
  `DROP FUNCTION method_price(text, numeric, numeric, numeric, numeric, integer, text)`,
  `DROP FUNCTION round_money(numeric, integer, text)`,
  `DROP FUNCTION currency_digits(text)`,
  `DROP FUNCTION stock_recosted(jsonb, uuid)`,
  `DROP FUNCTION stock_costs(uuid[], uuid)`,
  `DROP FUNCTION stock_products(uuid[])`,
  `DROP VIEW product_location_costs`,
  `DROP INDEX ix_customers_price_group_id`,
  `ALTER TABLE customers DROP CONSTRAINT fk_customers_price_group`,
  `DROP TABLE price_groups`,
  `ALTER TABLE locations DROP COLUMN price_resolution`,
];

/** Prices by place, group, quantity and package, promotions, coupons, and the history of prices. */
export class CreatePriceRules1795300000300 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const ledger = [LOCK, COUNT, REDEEM, RELEASE];
    const statements = [
      PLACES,
      COSTS,
      PRICES,
      ARITHMETIC,
      PROMOTIONS,
      REDEMPTIONS,
      COUNTERS,
      ledger,
      HISTORY,
      APPEND_ONLY,
    ];
    for (const statement of statements.flat()) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
