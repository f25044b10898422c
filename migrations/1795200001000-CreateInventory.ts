import type { MigrationInterface, QueryRunner } from 'typeorm';

const TYPES = [
  `CREATE TYPE stock_source AS (
  kind text, type text, id uuid, reason text, actor_id uuid, occurred_at timestamptz, business_date date
)`,
  `CREATE TYPE stock_outcome AS (
  outcome text, line_id uuid, product_id uuid, location_id uuid, quantity numeric, amount numeric, sku text, name text
)`,
];

/**
 * Opens missing levels and locks all of them, by product, then location: everybody takes these locks in one order.
 * New rows are inserted before any lock is held. NO KEY, so that the foreign keys of layers do not wait.
 */
const LOCK = `
CREATE FUNCTION stock_lock(products uuid[], locations uuid[]) RETURNS void LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  INSERT INTO stock_levels (product_id, location_id)
    SELECT DISTINCT u.product_id, u.location_id FROM unnest(products, locations) AS u(product_id, location_id)
    WHERE NOT EXISTS (
      SELECT FROM stock_levels l WHERE l.product_id = u.product_id AND l.location_id = u.location_id)
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
  PERFORM FROM stock_levels l
    WHERE l.product_id = ANY (products) AND (l.product_id, l.location_id) IN (SELECT * FROM unnest(products, locations))
    ORDER BY l.product_id, l.location_id FOR NO KEY UPDATE;
END $f$`;

/** The part of an issue that is not there, where the place allows it: one provisional layer per line, at an assumed cost. */
const OWE = `
CREATE FUNCTION stock_owe(source stock_source, location uuid, lines uuid[], products uuid[], quantities numeric[])
RETURNS SETOF stock_outcome LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH line AS (
    SELECT u.line_id, u.product_id, u.quantity, sum(u.quantity) OVER (PARTITION BY u.product_id ORDER BY u.ord) AS upto
    FROM unnest(lines, products, quantities) WITH ORDINALITY AS u(line_id, product_id, quantity, ord)),
  owed AS MATERIALIZED (
    SELECT uuidv7() AS layer_id, line.line_id, line.product_id,
      least(line.quantity, line.upto - greatest(l.on_hand, 0)) AS quantity,
      coalesce(l.avg_cost, l.last_cost, p.cost_price, 0) AS unit_cost
    FROM line
      JOIN stock_levels l ON l.product_id = line.product_id AND l.location_id = location
      JOIN products p ON p.id = line.product_id
    WHERE line.upto > greatest(l.on_hand, 0)),
  layered AS (
    INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
      is_provisional, source_type, source_id, source_line_id)
    SELECT layer_id, product_id, location, source.occurred_at, unit_cost, -quantity, -quantity, true,
      true, source.type, source.id, line_id FROM owed),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location, source.kind, -quantity, unit_cost, -quantity * unit_cost, layer_id,
      source.type, source.id, line_id, source.reason, source.actor_id, source.occurred_at, source.business_date
    FROM owed),
  levelled AS (
    UPDATE stock_levels l SET on_hand = l.on_hand - t.quantity, stock_value = l.stock_value - t.value,
      negative_allowed = true, updated_at = now()
    FROM (SELECT product_id, sum(quantity) AS quantity, sum(quantity * unit_cost) AS value
          FROM owed GROUP BY product_id) t
    WHERE l.product_id = t.product_id AND l.location_id = location)
  SELECT 'posted', line_id, product_id, location, quantity, quantity * unit_cost, NULL, NULL FROM owed;
END $f$`;

/**
 * Goods that came in pay what was sold before they came. For each provisional layer that they cover, two entries of
 * kind true_up move the shortfall from its assumed cost to the cost of the goods; both carry the line that was short,
 * so the line's cost becomes the true one, posted now and not backdated. Quantities cancel out. Afterwards a product
 * has open layers of one sort only at a location: real ones, or provisional ones.
 */
const COVER = `
CREATE FUNCTION stock_cover(source stock_source, location uuid, products uuid[]) RETURNS void LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  WITH owed AS (
    SELECT c.id, c.product_id, c.unit_cost, -c.remaining AS quantity, m.id AS movement_id,
      m.source_type, m.source_id, m.source_line_id,
      sum(-c.remaining) OVER (PARTITION BY c.product_id ORDER BY c.received_at, c.id) AS upto
    FROM cost_layers c
      JOIN stock_movements m ON m.source_line_id = c.source_line_id AND m.layer_id = c.id AND m.quantity < 0
    WHERE c.product_id = ANY (products) AND c.location_id = location AND c.is_open AND c.is_provisional),
  layer AS (
    SELECT id, product_id, unit_cost, remaining AS quantity,
      sum(remaining) OVER (PARTITION BY product_id ORDER BY received_at, id) AS upto
    FROM cost_layers
    WHERE product_id = ANY (products) AND location_id = location AND is_open AND NOT is_provisional),
  covered AS MATERIALIZED (
    SELECT owed.product_id, owed.id AS owed_id, owed.unit_cost AS owed_cost, layer.id AS layer_id, layer.unit_cost,
      owed.movement_id, owed.source_type, owed.source_id, owed.source_line_id,
      least(owed.upto, layer.upto) - greatest(owed.upto - owed.quantity, layer.upto - layer.quantity) AS quantity
    FROM owed JOIN layer ON layer.product_id = owed.product_id
      AND owed.upto - owed.quantity < layer.upto AND layer.upto - layer.quantity < owed.upto),
  drawn AS (
    UPDATE cost_layers c SET remaining = c.remaining + t.quantity, is_open = c.remaining + t.quantity <> 0
    FROM (SELECT id, sum(quantity) AS quantity
          FROM (SELECT owed_id AS id, quantity FROM covered UNION ALL SELECT layer_id, -quantity FROM covered) d
          GROUP BY id) t
    WHERE c.id = t.id),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reverses_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location, 'true_up', d.quantity, d.unit_cost, d.quantity * d.unit_cost, d.layer_id,
      source_type, source_id, source_line_id, d.reverses_id, source.reason,
      source.actor_id, source.occurred_at, source.business_date
    FROM covered t, LATERAL (VALUES (t.owed_id, t.quantity, t.owed_cost, t.movement_id),
      (t.layer_id, -t.quantity, t.unit_cost, NULL)) AS d(layer_id, quantity, unit_cost, reverses_id))
  UPDATE stock_levels l SET stock_value = l.stock_value + t.value,
    avg_cost = CASE WHEN l.on_hand > 0 THEN round((l.stock_value + t.value) / l.on_hand, 4) ELSE l.avg_cost END
  FROM (SELECT product_id, sum(quantity * (owed_cost - unit_cost)) AS value
        FROM covered GROUP BY product_id) t
  WHERE l.product_id = t.product_id AND l.location_id = location;
END $f$`;

/**
 * Why a function and not one statement: in READ COMMITTED a statement that waits for a lock goes on reading the other
 * tables as of its own start, so it would take from layers as they were before the other till sold. Inside a function
 * every statement gets a fresh snapshot, so layers are read after the levels are locked, still in one round trip.
 *
 * Lines and layers are laid side by side as ranges of units, per product; where two ranges overlap, the line takes
 * from the layer. Plans are generic: planning the arrays of each call costs more than posting them.
 */
const ISSUE = `
CREATE FUNCTION stock_issue(
  source stock_source, location uuid, may_go_negative boolean, lines uuid[], products uuid[], quantities numeric[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  is_unavailable boolean;
  is_short boolean;
BEGIN
  IF may_go_negative THEN
    PERFORM stock_lock(products, array_fill(location, ARRAY[cardinality(products)]));
  END IF;
  WITH level AS MATERIALIZED (
    SELECT product_id, on_hand, reserved FROM stock_levels
    WHERE product_id = ANY (products) AND location_id = location ORDER BY product_id FOR NO KEY UPDATE)
  SELECT bool_or(coalesce(on_hand - reserved, 0) < quantity), bool_or(coalesce(on_hand, 0) < quantity)
    INTO is_unavailable, is_short
    FROM (SELECT product_id, sum(quantity) AS quantity
          FROM unnest(products, quantities) AS u(product_id, quantity) GROUP BY product_id) wanted
      LEFT JOIN level USING (product_id);

  IF is_unavailable AND NOT may_go_negative THEN
    RETURN QUERY
    SELECT 'short', NULL::uuid, wanted.product_id, location, wanted.quantity, coalesce(l.on_hand - l.reserved, 0),
      coalesce(p.sku::text, ''), coalesce(p.name::text, '')
    FROM (SELECT product_id, sum(quantity) AS quantity
          FROM unnest(products, quantities) AS u(product_id, quantity) GROUP BY product_id) wanted
      LEFT JOIN stock_levels l ON l.product_id = wanted.product_id AND l.location_id = location
      LEFT JOIN products p ON p.id = wanted.product_id
    WHERE coalesce(l.on_hand - l.reserved, 0) < wanted.quantity ORDER BY p.sku;
    RETURN;
  END IF;
  IF is_short THEN
    RETURN QUERY SELECT * FROM stock_owe(source, location, lines, products, quantities);
  END IF;

  RETURN QUERY
  WITH line AS (
    SELECT u.line_id, u.product_id, u.quantity, sum(u.quantity) OVER (PARTITION BY u.product_id ORDER BY u.ord) AS upto
    FROM unnest(lines, products, quantities) WITH ORDINALITY AS u(line_id, product_id, quantity, ord)),
  layer AS (
    SELECT id, product_id, unit_cost, remaining,
      sum(remaining) OVER (PARTITION BY product_id ORDER BY received_at, id) AS upto
    FROM cost_layers
    WHERE product_id = ANY (products) AND location_id = location AND is_open AND NOT is_provisional),
  taken AS MATERIALIZED (
    SELECT line.line_id, line.product_id, layer.id AS layer_id, layer.unit_cost,
      least(line.upto, layer.upto) - greatest(line.upto - line.quantity, layer.upto - layer.remaining) AS quantity
    FROM line JOIN layer ON layer.product_id = line.product_id
      AND line.upto - line.quantity < layer.upto AND layer.upto - layer.remaining < line.upto),
  drawn AS (
    UPDATE cost_layers c SET remaining = c.remaining - t.quantity, is_open = c.remaining > t.quantity
    FROM (SELECT layer_id, sum(quantity) AS quantity FROM taken GROUP BY layer_id) t WHERE c.id = t.layer_id),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location, source.kind, -quantity, unit_cost, -quantity * unit_cost, layer_id,
      source.type, source.id, line_id, source.reason, source.actor_id, source.occurred_at, source.business_date
    FROM taken),
  levelled AS (
    UPDATE stock_levels l SET on_hand = l.on_hand - t.quantity, stock_value = l.stock_value - t.value,
      avg_cost = CASE WHEN l.on_hand > t.quantity
        THEN round((l.stock_value - t.value) / (l.on_hand - t.quantity), 4) ELSE l.avg_cost END,
      negative_allowed = may_go_negative OR l.on_hand < t.quantity, updated_at = now()
    FROM (SELECT product_id, sum(quantity) AS quantity, sum(quantity * unit_cost) AS value
          FROM taken GROUP BY product_id) t
      JOIN products p ON p.id = t.product_id
    WHERE l.product_id = t.product_id AND l.location_id = location
    RETURNING l.product_id, l.on_hand, greatest(l.on_hand, 0) + t.quantity AS before, p.min_stock_level)
  SELECT 'posted', line_id, product_id, location, quantity, quantity * unit_cost, NULL, NULL FROM taken
  UNION ALL
  SELECT 'low', NULL, product_id, location, on_hand, min_stock_level, NULL, NULL FROM levelled
  WHERE min_stock_level > 0 AND on_hand <= min_stock_level AND before > min_stock_level;
END $f$`;

/** One layer per line; goods that are not kept are written off at once. Then covers what was owed. */
const RECEIVE = `
CREATE FUNCTION stock_receive(
  source stock_source, location uuid, may_go_negative boolean,
  lines uuid[], products uuid[], quantities numeric[], unit_costs numeric[], dispositions text[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
BEGIN
  PERFORM stock_lock(products, array_fill(location, ARRAY[cardinality(products)]));

  RETURN QUERY
  WITH line AS MATERIALIZED (
    SELECT uuidv7() AS layer_id, s.* FROM (
      SELECT u.ord, u.line_id, u.product_id, u.quantity, u.unit_cost AS stated_cost,
        coalesce(u.unit_cost, l.last_cost, l.avg_cost, p.cost_price, 0) AS unit_cost,
        CASE u.disposition WHEN 'damaged' THEN 'damaged' WHEN 'discard' THEN 'discarded' END AS write_off
      FROM unnest(lines, products, quantities, unit_costs, dispositions) WITH ORDINALITY
          AS u(line_id, product_id, quantity, unit_cost, disposition, ord)
        JOIN stock_levels l ON l.product_id = u.product_id AND l.location_id = location
        JOIN products p ON p.id = u.product_id
      ORDER BY u.ord) s),
  kept AS (
    SELECT *, CASE WHEN write_off IS NULL THEN quantity ELSE 0 END AS remaining FROM line),
  layered AS (
    INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
      source_type, source_id, source_line_id)
    SELECT layer_id, product_id, location, source.occurred_at, unit_cost, quantity, remaining, remaining > 0,
      source.type, source.id, line_id FROM kept),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location, m.kind, m.quantity, unit_cost, m.quantity * unit_cost, layer_id,
      source.type, source.id, line_id, source.reason, source.actor_id, source.occurred_at, source.business_date
    FROM line, LATERAL (VALUES (source.kind, quantity), (write_off, -quantity)) AS m(kind, quantity)
    WHERE m.kind IS NOT NULL),
  levelled AS (
    UPDATE stock_levels l SET on_hand = l.on_hand + t.quantity, stock_value = l.stock_value + t.value,
      avg_cost = CASE WHEN l.on_hand + t.quantity > 0
        THEN round((l.stock_value + t.value) / (l.on_hand + t.quantity), 4) ELSE l.avg_cost END,
      last_cost = coalesce(t.stated_cost, l.last_cost),
      negative_allowed = may_go_negative OR l.on_hand + t.quantity < 0, updated_at = now()
    FROM (SELECT product_id, sum(remaining) AS quantity, sum(remaining * unit_cost) AS value,
            (array_agg(stated_cost ORDER BY ord DESC) FILTER (WHERE stated_cost IS NOT NULL))[1] AS stated_cost
          FROM kept GROUP BY product_id) t
    WHERE l.product_id = t.product_id AND l.location_id = location)
  SELECT 'posted', line_id, product_id, location, quantity, quantity * unit_cost, NULL, NULL FROM line;

  PERFORM stock_cover(source, location, products);
END $f$`;

/** What lines moved and what of it can still be taken back. Write-offs and reversals themselves cannot. */
const REVERSIBLE = `
CREATE FUNCTION stock_reversible(source_lines uuid[])
RETURNS TABLE (
  id uuid, source_line_id uuid, product_id uuid, location_id uuid, layer_id uuid, unit_cost numeric, kind text,
  is_issue boolean, is_provisional boolean, received_at timestamptz, open numeric
) LANGUAGE sql STABLE AS $f$
  SELECT m.id, m.source_line_id, m.product_id, m.location_id, m.layer_id, m.unit_cost, m.kind,
    m.quantity < 0, c.is_provisional, c.received_at, abs(m.quantity) - coalesce(
      (SELECT abs(sum(r.quantity)) FROM stock_movements r WHERE r.reverses_id = m.id), 0)
  FROM stock_movements m JOIN cost_layers c ON c.id = m.layer_id
  WHERE m.source_line_id = ANY (source_lines) AND m.reverses_id IS NULL AND m.kind NOT IN ('damaged', 'discarded')
$f$`;

/**
 * Refusals first: more than is left to take back, or goods of a receipt that are gone. Then the same ranges as in
 * stock_issue, with the last layer taken first. Goods that come back elsewhere get new layers there. Goods written
 * off while their layer is still owed become owed themselves, so every provisional layer has one cause.
 */
const REVERSE = `
CREATE FUNCTION stock_reverse(
  source stock_source, location uuid, may_go_negative boolean,
  source_lines uuid[], lines uuid[], quantities numeric[], dispositions text[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  products uuid[];
  has_receipts boolean;
BEGIN
  SELECT array_agg(DISTINCT product_id), bool_or(NOT is_issue) INTO products, has_receipts
    FROM stock_reversible(source_lines);
  PERFORM stock_lock(array_agg(product_id), array_agg(location_id))
    FROM (SELECT product_id, location_id FROM stock_reversible(source_lines)
          UNION SELECT product_id, location FROM stock_reversible(source_lines) WHERE is_issue) touched;

  RETURN QUERY
  WITH wanted AS (
    SELECT source_line_id, sum(quantity) AS quantity
    FROM unnest(source_lines, quantities) AS u(source_line_id, quantity) GROUP BY source_line_id),
  origin AS (
    SELECT source_line_id, sum(open) AS open FROM stock_reversible(source_lines) GROUP BY source_line_id)
  SELECT 'exceeds', source_line_id, NULL::uuid, location, quantity, coalesce(open, 0), NULL, NULL
  FROM wanted LEFT JOIN origin USING (source_line_id) WHERE quantity > coalesce(open, 0);
  IF FOUND THEN RETURN; END IF;

  IF has_receipts THEN
    RETURN QUERY
    WITH wanted AS (
      SELECT source_line_id, sum(quantity) AS quantity
      FROM unnest(source_lines, quantities) AS u(source_line_id, quantity) GROUP BY source_line_id),
    receipt AS (
      SELECT o.source_line_id, o.product_id, wanted.quantity, c.remaining, l.on_hand - l.reserved AS available,
        sum(wanted.quantity) OVER (PARTITION BY o.product_id, o.location_id) AS of_product
      FROM stock_reversible(source_lines) o
        JOIN wanted USING (source_line_id)
        JOIN cost_layers c ON c.id = o.layer_id
        JOIN stock_levels l ON l.product_id = o.product_id AND l.location_id = o.location_id
      WHERE NOT o.is_issue)
    SELECT 'consumed', source_line_id, product_id, location, quantity,
      CASE WHEN quantity > remaining THEN remaining ELSE greatest(quantity - of_product + available, 0) END, NULL, NULL
    FROM receipt WHERE quantity > remaining OR of_product > available;
    IF FOUND THEN RETURN; END IF;
  END IF;

  RETURN QUERY
  WITH wanted AS (
    SELECT u.*, sum(u.quantity) OVER (PARTITION BY u.source_line_id ORDER BY u.ord) AS upto,
      CASE u.disposition WHEN 'damaged' THEN 'damaged' WHEN 'discard' THEN 'discarded' END AS write_off
    FROM unnest(source_lines, lines, quantities, dispositions) WITH ORDINALITY
      AS u(source_line_id, line_id, quantity, disposition, ord)),
  origin AS (
    SELECT *, sum(open) OVER (PARTITION BY source_line_id
      ORDER BY is_provisional DESC, received_at DESC, layer_id DESC, id DESC) AS upto
    FROM stock_reversible(source_lines) WHERE open > 0),
  back AS MATERIALIZED (
    SELECT wanted.line_id, origin.id AS reverses_id, origin.product_id, origin.unit_cost, origin.is_issue,
      origin.is_provisional, origin.layer_id AS origin_layer_id,
      CASE WHEN origin.is_issue THEN source.kind ELSE origin.kind END AS kind,
      CASE WHEN origin.is_issue THEN location ELSE origin.location_id END AS location_id,
      origin.is_issue AND origin.location_id <> location AS is_elsewhere,
      CASE WHEN origin.is_issue THEN wanted.write_off END AS write_off,
      least(wanted.upto, origin.upto) - greatest(wanted.upto - wanted.quantity, origin.upto - origin.open) AS quantity,
      uuidv7() AS new_layer_id
    FROM wanted JOIN origin ON origin.source_line_id = wanted.source_line_id
      AND wanted.upto - wanted.quantity < origin.upto AND origin.upto - origin.open < wanted.upto),
  entry AS MATERIALIZED (
    SELECT line_id, product_id, location_id, unit_cost, kind, reverses_id,
      CASE WHEN is_issue THEN quantity ELSE -quantity END AS quantity,
      CASE WHEN is_elsewhere THEN new_layer_id ELSE origin_layer_id END AS layer_id
    FROM back
    UNION ALL
    SELECT line_id, product_id, location_id, unit_cost, write_off, NULL, -quantity,
      CASE WHEN is_elsewhere OR is_provisional THEN new_layer_id ELSE origin_layer_id END
    FROM back WHERE write_off IS NOT NULL),
  layered AS (
    INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
      is_provisional, source_type, source_id, source_line_id)
    SELECT new_layer_id, product_id, location_id, source.occurred_at, unit_cost,
      CASE WHEN is_elsewhere THEN quantity ELSE -quantity END,
      CASE WHEN NOT is_elsewhere THEN -quantity WHEN write_off IS NULL THEN quantity ELSE 0 END,
      NOT is_elsewhere OR write_off IS NULL, NOT is_elsewhere, source.type, source.id, line_id
    FROM back WHERE is_elsewhere OR (is_provisional AND write_off IS NOT NULL)),
  returned AS (
    UPDATE cost_layers c SET remaining = c.remaining + t.quantity, is_open = c.remaining + t.quantity <> 0
    FROM (SELECT layer_id, sum(quantity) AS quantity FROM entry GROUP BY layer_id) t WHERE c.id = t.layer_id),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reverses_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location_id, kind, quantity, unit_cost, quantity * unit_cost, layer_id,
      source.type, source.id, line_id, reverses_id, source.reason,
      source.actor_id, source.occurred_at, source.business_date
    FROM entry),
  levelled AS (
    UPDATE stock_levels l SET on_hand = l.on_hand + t.quantity, stock_value = l.stock_value + t.value,
      avg_cost = CASE WHEN l.on_hand + t.quantity > 0
        THEN round((l.stock_value + t.value) / (l.on_hand + t.quantity), 4) ELSE l.avg_cost END,
      negative_allowed = (may_go_negative AND l.location_id = location) OR l.on_hand + t.quantity < 0,
      updated_at = now()
    FROM (SELECT product_id, location_id, sum(quantity) AS quantity, sum(quantity * unit_cost) AS value
          FROM entry GROUP BY product_id, location_id) t
      JOIN products p ON p.id = t.product_id
    WHERE l.product_id = t.product_id AND l.location_id = t.location_id
    RETURNING l.product_id, l.location_id, l.on_hand, l.on_hand - t.quantity AS before, p.min_stock_level)
  SELECT 'posted', line_id, product_id, location_id, quantity, quantity * unit_cost, NULL, NULL FROM back
  UNION ALL
  SELECT 'low', NULL, product_id, location_id, on_hand, min_stock_level, NULL, NULL FROM levelled
  WHERE min_stock_level > 0 AND on_hand <= min_stock_level AND before > min_stock_level;

  PERFORM stock_cover(source, location, products);
END $f$`;

/** Those that a later release may replace, and puts back when it is taken back. */
export const POSTING = [OWE, COVER, ISSUE, RECEIVE, REVERSIBLE, REVERSE];

const FUNCTIONS = [LOCK, ...POSTING];

/** Stock: the append-only movements, the levels and cost layers projected from them, and the functions that post. */
export class CreateInventory1795200001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createTables(queryRunner);
    for (const statement of [...TYPES, ...FUNCTIONS]) await queryRunner.query(statement);
  }

  private async createTables(queryRunner: QueryRunner): Promise<void> {
    // No index but the key and nothing indexed that changes: updates of a level stay on its page (HOT).
    await queryRunner.query(`
      CREATE TABLE stock_levels (
        product_id uuid NOT NULL,
        location_id uuid NOT NULL,
        on_hand numeric(14,3) NOT NULL DEFAULT 0,
        reserved numeric(14,3) NOT NULL DEFAULT 0,
        stock_value numeric(26,7) NOT NULL DEFAULT 0,
        avg_cost numeric(19,4),
        last_cost numeric(19,4),
        negative_allowed boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_stock_levels PRIMARY KEY (product_id, location_id),
        CONSTRAINT fk_stock_levels_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT,
        CONSTRAINT fk_stock_levels_location FOREIGN KEY (location_id) REFERENCES locations (id) ON DELETE RESTRICT,
        CONSTRAINT ck_stock_levels_on_hand CHECK (on_hand >= 0 OR negative_allowed),
        CONSTRAINT ck_stock_levels_reserved CHECK (reserved >= 0)
      ) WITH (fillfactor = 70)`);

    await queryRunner.query(`
      CREATE TABLE cost_layers (
        id uuid NOT NULL,
        product_id uuid NOT NULL,
        location_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        unit_cost numeric(19,4) NOT NULL,
        quantity numeric(14,3) NOT NULL,
        remaining numeric(14,3) NOT NULL,
        is_open boolean NOT NULL,
        is_provisional boolean NOT NULL DEFAULT false,
        source_type character varying(30) NOT NULL,
        source_id uuid NOT NULL,
        source_line_id uuid NOT NULL,
        CONSTRAINT pk_cost_layers PRIMARY KEY (id),
        CONSTRAINT fk_cost_layers_level FOREIGN KEY (product_id, location_id)
          REFERENCES stock_levels (product_id, location_id) ON DELETE RESTRICT,
        CONSTRAINT ck_cost_layers_unit_cost CHECK (unit_cost >= 0),
        CONSTRAINT ck_cost_layers_is_open CHECK (is_open = (remaining <> 0)),
        CONSTRAINT ck_cost_layers_remaining CHECK (
          CASE WHEN is_provisional THEN quantity < 0 AND remaining BETWEEN quantity AND 0
          ELSE quantity > 0 AND remaining BETWEEN 0 AND quantity END)
      ) WITH (fillfactor = 70)`);
    // Only layers with something left are searched. The predicate is a flag and not "remaining <> 0" because a column
    // used by an index, were it only in the predicate, takes every update of it off the HOT path.
    await queryRunner.query(`
      CREATE INDEX ix_cost_layers_open ON cost_layers (product_id, location_id, received_at, id) WHERE is_open`);

    // actor_id has no foreign key on purpose: its check would lock the one row of a busy cashier for every movement.
    await queryRunner.query(`
      CREATE TABLE stock_movements (
        id uuid NOT NULL,
        product_id uuid NOT NULL,
        location_id uuid NOT NULL,
        kind character varying(20) NOT NULL,
        quantity numeric(14,3) NOT NULL,
        unit_cost numeric(19,4) NOT NULL,
        value numeric(26,7) NOT NULL,
        layer_id uuid NOT NULL,
        source_type character varying(30) NOT NULL,
        source_id uuid NOT NULL,
        source_line_id uuid NOT NULL,
        reverses_id uuid,
        reason character varying(500),
        actor_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        business_date date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_stock_movements PRIMARY KEY (id),
        CONSTRAINT fk_stock_movements_layer FOREIGN KEY (layer_id) REFERENCES cost_layers (id) ON DELETE RESTRICT,
        CONSTRAINT fk_stock_movements_reverses FOREIGN KEY (reverses_id) REFERENCES stock_movements (id) ON DELETE RESTRICT,
        CONSTRAINT ck_stock_movements_kind CHECK (kind IN ('opening', 'receipt', 'sale', 'sale_return', 'void',
          'adjustment', 'damaged', 'discarded', 'true_up')),
        CONSTRAINT ck_stock_movements_quantity CHECK (quantity <> 0),
        CONSTRAINT ck_stock_movements_unit_cost CHECK (unit_cost >= 0),
        CONSTRAINT ck_stock_movements_value CHECK (value = quantity * unit_cost)
      )`);
    // The hottest insert of all, so few indexes: a product's history, a document's line, a document; those of what was
    // reversed and of every kind but sales cost a sale nothing.
    await queryRunner.query(`CREATE INDEX ix_stock_movements_product ON stock_movements (product_id, id)`);
    await queryRunner.query(
      `CREATE INDEX ix_stock_movements_source_line ON stock_movements (source_line_id)`,
    );
    await queryRunner.query(`CREATE INDEX ix_stock_movements_source ON stock_movements (source_id)`);
    await queryRunner.query(`
      CREATE INDEX ix_stock_movements_reverses ON stock_movements (reverses_id) WHERE reverses_id IS NOT NULL`);
    await queryRunner.query(`
      CREATE INDEX ix_stock_movements_other_kinds ON stock_movements (kind, id) WHERE kind <> 'sale'`);
    // Days come in order, so a summary of each stretch of pages finds a period and costs the insert next to nothing.
    await queryRunner.query(`
      CREATE INDEX ix_stock_movements_business_date ON stock_movements USING brin (business_date)
        WITH (pages_per_range = 32, autosummarize = on)`);
    await queryRunner.query(`
      CREATE TRIGGER tr_stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    await queryRunner.query(`
      CREATE TRIGGER tr_stock_movements_no_truncate BEFORE TRUNCATE ON stock_movements
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);

    // The published read model: what other contexts' SQL may join.
    await queryRunner.query(`
      CREATE VIEW product_on_hand AS
        SELECT product_id, sum(on_hand) AS on_hand FROM stock_levels GROUP BY product_id`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of [
      'stock_reverse',
      'stock_reversible',
      'stock_receive',
      'stock_issue',
      'stock_cover',
      'stock_owe',
      'stock_lock',
    ]) {
      await queryRunner.query(`DROP FUNCTION ${name}`);
    }
    await queryRunner.query(`DROP TYPE stock_outcome`);
    await queryRunner.query(`DROP TYPE stock_source`);
    await queryRunner.query(`DROP VIEW product_on_hand`);
    await queryRunner.query(`DROP TABLE stock_movements`);
    await queryRunner.query(`DROP TABLE cost_layers`);
    await queryRunner.query(`DROP TABLE stock_levels`);
  }
}
