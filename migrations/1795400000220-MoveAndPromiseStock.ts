import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods move from place to place as what they are: cost, batch, serial number, state and the day they came stay. */
const TRANSFER = `
CREATE FUNCTION stock_transfer(
  source stock_source, origin uuid, destination uuid,
  lines uuid[], products uuid[], quantities numeric[], selections jsonb
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  leaving stock_source := source;
  picks stock_outcome[];
  entries stock_entry[];
  layers stock_layer[];
BEGIN
  leaving.kind := 'transfer_out';
  PERFORM stock_lock(products || products, array_fill(origin, ARRAY[cardinality(products)])
    || array_fill(destination, ARRAY[cardinality(products)]));
  picks := ARRAY(SELECT p FROM stock_pick(leaving, origin, false, lines, products, quantities, selections) p);
  IF EXISTS (SELECT FROM unnest(picks) WHERE outcome <> 'take') THEN
    RETURN QUERY SELECT * FROM unnest(picks);
    RETURN;
  END IF;

  WITH moved AS MATERIALIZED (
    SELECT uuidv7() AS new_id, t.line_id, t.product_id, t.quantity, c.id, c.received_at, c.unit_cost, c.batch_id,
      c.expiry_date, c.serial_id, c.state
    FROM unnest(picks) t JOIN cost_layers c ON c.id = t.layer_id)
  SELECT
    (SELECT array_agg(ROW(new_id, product_id, destination, received_at, unit_cost, quantity, quantity, false,
        source.type, source.id, line_id, batch_id, expiry_date, serial_id, state, id)::stock_layer) FROM moved),
    (SELECT array_agg(ROW(product_id, e.place, e.layer_id, e.is_new, e.kind, e.quantity, unit_cost,
        source.type, source.id, line_id, NULL, NULL)::stock_entry)
     FROM moved, LATERAL (VALUES (origin, id, false, 'transfer_out', -quantity),
       (destination, new_id, true, 'transfer_in', quantity)) AS e(place, layer_id, is_new, kind, quantity))
    INTO layers, entries;
  RETURN QUERY SELECT * FROM stock_post(source, origin, NULL, entries, layers);
  RETURN QUERY
  SELECT 'posted', p.line_id, p.product_id, destination, p.quantity, p.quantity * p.amount, NULL, NULL, p.layer_id, p.detail
  FROM unnest(picks) p;
  PERFORM stock_cover(source, destination, products);
  PERFORM stock_name_unknown(source, destination, products);
END $f$`;

/** The same goods in another state or batch. Their layers still belong to the delivery that brought them. */
const RESTATED = `
CREATE FUNCTION stock_restated(
  source stock_source, location uuid, picks stock_outcome[], states text[], batches uuid[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  entries stock_entry[];
  layers stock_layer[];
BEGIN
  WITH moved AS MATERIALIZED (
    SELECT uuidv7() AS new_id, t.line_id, t.quantity, c.id, c.product_id, c.received_at, c.unit_cost, c.source_type,
      c.source_id, c.source_line_id, c.serial_id, coalesce(states[t.ordinality], c.state) AS state,
      coalesce(b.id, c.batch_id) AS batch_id, CASE WHEN b.id IS NULL THEN c.expiry_date ELSE b.expiry_date END AS expiry_date
    FROM unnest(picks) WITH ORDINALITY t JOIN cost_layers c ON c.id = t.layer_id
      LEFT JOIN stock_batches b ON b.id = batches[t.ordinality])
  SELECT
    (SELECT array_agg(ROW(new_id, product_id, location, received_at, unit_cost, quantity, quantity, false,
        source_type, source_id, source_line_id, batch_id, expiry_date, serial_id, state, id)::stock_layer) FROM moved),
    (SELECT array_agg(ROW(product_id, location, e.layer_id, e.is_new, 'restated', e.quantity, unit_cost,
        source.type, source.id, line_id, NULL, NULL)::stock_entry)
     FROM moved, LATERAL (VALUES (id, false, -quantity), (new_id, true, quantity)) AS e(layer_id, is_new, quantity))
    INTO layers, entries;
  RETURN QUERY SELECT * FROM stock_post(source, location, NULL, entries, layers);
  RETURN QUERY
  SELECT 'posted', p.line_id, p.product_id, location, p.quantity, p.quantity * p.amount, NULL, NULL, p.layer_id, p.detail
  FROM unnest(picks) p;
END $f$`;

const RESTATE = `
CREATE FUNCTION stock_restate(
  source stock_source, location uuid, lines uuid[], products uuid[], quantities numeric[], selections jsonb, states text[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  picks stock_outcome[];
BEGIN
  PERFORM FROM stock_levels WHERE product_id = ANY (products) AND location_id = location
    ORDER BY product_id FOR NO KEY UPDATE;
  picks := ARRAY(SELECT p FROM stock_pick(source, location, false, lines, products, quantities, selections) p);
  IF EXISTS (SELECT FROM unnest(picks) WHERE outcome <> 'take') THEN
    RETURN QUERY SELECT * FROM unnest(picks);
    RETURN;
  END IF;
  RETURN QUERY SELECT * FROM stock_restated(source, location, picks,
    ARRAY(SELECT states[array_position(lines, t.line_id)] FROM unnest(picks) WITH ORDINALITY t ORDER BY t.ordinality), NULL);
END $f$`;

/**
 * What lies at a place without a batch, though its product is tracked there, goes into a batch of its own name, whose
 * contents nobody knows: what was there before batches were tracked, or comes back from a time when they were not. Under
 * the locks of the levels.
 */
const UNKNOWN = `
CREATE FUNCTION stock_name_unknown(source stock_source, location uuid, products uuid[]) RETURNS SETOF stock_outcome
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  picks stock_outcome[];
BEGIN
  IF NOT EXISTS (SELECT FROM products p WHERE p.id = ANY (products) AND p.track_batches) THEN RETURN; END IF;
  picks := ARRAY(
    SELECT ROW('take', uuidv7(), c.product_id, location, c.remaining, c.unit_cost, NULL, NULL, c.id, NULL)::stock_outcome
    FROM cost_layers c
      JOIN products p ON p.id = c.product_id AND p.track_batches
      JOIN locations l ON l.id = c.location_id AND l.batch_tracking_mode <> 'disabled'
    WHERE c.product_id = ANY (products) AND c.location_id = location AND c.is_open AND NOT c.is_provisional
      AND c.batch_id IS NULL
    ORDER BY c.id);
  IF picks = '{}' THEN RETURN; END IF;
  INSERT INTO stock_batches (id, product_id, batch_number, is_unknown)
    SELECT uuidv7(), p.id, format('UNKNOWN-%s-%s', p.sku, to_char(source.business_date, 'YYYYMMDD')), true
    FROM products p
    WHERE p.id IN (SELECT product_id FROM unnest(picks))
      AND NOT EXISTS (SELECT FROM stock_batches b WHERE b.product_id = p.id AND b.is_unknown)
    ORDER BY p.id
    ON CONFLICT DO NOTHING;
  RETURN QUERY SELECT * FROM stock_restated(source, location, picks, NULL, ARRAY(
    SELECT (SELECT b.id FROM stock_batches b WHERE b.product_id = t.product_id AND b.is_unknown ORDER BY b.id DESC LIMIT 1)
    FROM unnest(picks) WITH ORDINALITY t ORDER BY t.ordinality));
END $f$`;

/** Batches are tracked from now on. Asked again, it finds nothing left to do. */
const TRACK = `
CREATE FUNCTION stock_track_batches(source stock_source, products uuid[]) RETURNS SETOF stock_outcome
LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  place record;
BEGIN
  PERFORM FROM stock_levels WHERE product_id = ANY (products) ORDER BY product_id, location_id FOR NO KEY UPDATE;
  FOR place IN
    SELECT DISTINCT c.location_id, l.time_zone FROM cost_layers c JOIN locations l ON l.id = c.location_id
    WHERE c.product_id = ANY (products) AND c.is_open AND c.batch_id IS NULL ORDER BY c.location_id
  LOOP
    source.business_date := (source.occurred_at AT TIME ZONE place.time_zone)::date;
    RETURN QUERY SELECT * FROM stock_name_unknown(source, place.location_id, products);
  END LOOP;
END $f$`;

/** Another number or date of a batch, and with it of the layers that copy the date. The levels are locked first. */
const CORRECT_BATCH = `
CREATE FUNCTION stock_correct_batch(batch uuid, number text, expiry date) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM FROM stock_levels l JOIN stock_batches b ON b.product_id = l.product_id
    WHERE b.id = batch ORDER BY l.product_id, l.location_id FOR NO KEY UPDATE OF l;
  UPDATE stock_batches SET batch_number = number, expiry_date = expiry, is_unknown = is_unknown AND batch_number = number
    WHERE id = batch;
  UPDATE cost_layers SET expiry_date = expiry WHERE batch_id = batch AND expiry_date IS DISTINCT FROM expiry;
END $f$`;

/** Every layer that holds, or held, goods that came in under a line, wherever they went since. */
const LINEAGE = `
CREATE FUNCTION stock_lineage(line uuid) RETURNS TABLE (id uuid, product_id uuid, location_id uuid) LANGUAGE sql STABLE AS $f$
  WITH RECURSIVE kin AS (
    SELECT c.id, c.product_id, c.location_id FROM cost_layers c WHERE c.source_line_id = line AND NOT c.is_provisional
    UNION SELECT c.id, c.product_id, c.location_id FROM kin CROSS JOIN LATERAL (
      SELECT c.id, c.product_id, c.location_id FROM cost_layers c WHERE c.parent_id = kin.id OFFSET 0) c)
  SELECT * FROM kin
$f$`;

/**
 * Adds an amount to the cost of what came in under a line. It is spread over the units by what each is short of the
 * same cost: all get the amount by their number, cut off at 4 decimals, and as many thousandths of a unit as it takes
 * get 0.0001 more, the cheapest first; so not a digit is lost, and the same amount below zero takes it all back.
 * What is left moves to layers of the new cost (revaluation); what left stock is moved back to its layer, revalued with
 * it, and taken again, under the line that took it (true_up). Everything is posted now.
 */
const ADD_COST = `
CREATE FUNCTION stock_add_cost(source stock_source, source_lines uuid[], lines uuid[], amounts numeric[])
RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  held int := -1;
  reached int := 0;
  added record;
  pieces stock_piece[];
  total numeric;
  step numeric;
  dearer numeric;
  entries stock_entry[];
  layers stock_layer[];
  costs jsonb;
BEGIN
  -- Goods may reach another place while the locks are waited for.
  WHILE held < reached LOOP
    held := reached;
    PERFORM FROM stock_levels WHERE (product_id, location_id) IN (
        SELECT k.product_id, k.location_id FROM unnest(source_lines) u, stock_lineage(u) k)
      ORDER BY product_id, location_id FOR NO KEY UPDATE;
    SELECT count(*) INTO reached FROM (
      SELECT DISTINCT k.product_id, k.location_id FROM unnest(source_lines) u, stock_lineage(u) k) places;
  END LOOP;

  RETURN QUERY
  WITH line AS (
    SELECT u.source_line_id, sum(u.amount) AS amount FROM unnest(source_lines, amounts) AS u(source_line_id, amount)
    GROUP BY u.source_line_id)
  SELECT CASE WHEN piece.quantity IS NULL THEN 'nothing_to_cost' ELSE 'cost_below_zero' END, line.source_line_id,
    NULL::uuid, NULL::uuid, line.amount, coalesce(piece.value, 0), NULL, NULL, NULL::uuid, NULL::jsonb
  FROM line LEFT JOIN LATERAL (
    SELECT sum(p.quantity) AS quantity, -sum(p.quantity) * min(p.unit_cost) AS value
    FROM stock_cost_pieces(line.source_line_id) p) piece ON true
  WHERE piece.quantity IS NULL OR line.amount < piece.value;
  IF FOUND THEN RETURN; END IF;

  SELECT jsonb_object_agg(t.location_id, t.costs) INTO costs FROM (
    SELECT k.location_id, stock_costs(array_agg(DISTINCT k.product_id), k.location_id) AS costs
    FROM unnest(source_lines) u, stock_lineage(u) k GROUP BY k.location_id) t;
  FOR added IN
    SELECT * FROM unnest(source_lines, lines, amounts) AS u(source_line_id, line_id, amount) WHERE u.amount <> 0
  LOOP
    pieces := ARRAY(SELECT p FROM stock_cost_pieces(added.source_line_id) p);
    SELECT sum(quantity) INTO total FROM unnest(pieces);
    step := floor(added.amount * 10000 / total) / 10000;
    dearer := (added.amount - total * step) * 10000;
    WITH piece AS (
      SELECT p.*, sum(p.quantity) OVER (ORDER BY p.unit_cost, p.layer_id, p.movement_id NULLS FIRST) AS upto
      FROM unnest(pieces) p),
    part AS (
      SELECT piece.*, s.share, piece.unit_cost + s.change AS new_cost
      FROM piece, LATERAL (VALUES
        (greatest(0, least(piece.upto, dearer) - piece.upto + piece.quantity), step + 0.0001),
        (least(piece.quantity, greatest(0, piece.upto - dearer)), step)) AS s(share, change)
      WHERE s.share > 0 AND s.change <> 0),
    grown AS MATERIALIZED (
      SELECT uuidv7() AS new_id, layer_id, new_cost, sum(share) AS quantity,
        coalesce(sum(share) FILTER (WHERE movement_id IS NULL), 0) AS remaining
      FROM part GROUP BY layer_id, new_cost),
    entry AS (
      SELECT c.product_id, c.location_id, e.layer_id, e.is_new, 'revaluation' AS kind, e.quantity, e.unit_cost,
        source.type AS source_type, source.id AS source_id, added.line_id, NULL::uuid AS reverses_id, 2 AS turn
      FROM grown g JOIN cost_layers c ON c.id = g.layer_id,
        LATERAL (VALUES (g.layer_id, false, -g.quantity, c.unit_cost), (g.new_id, true, g.quantity, g.new_cost))
          AS e(layer_id, is_new, quantity, unit_cost)
      UNION ALL
      SELECT c.product_id, c.location_id, e.layer_id, e.is_new, 'true_up', e.quantity, e.unit_cost,
        m.source_type, m.source_id, m.source_line_id, e.reverses_id, e.turn
      FROM part p JOIN cost_layers c ON c.id = p.layer_id
        JOIN grown g ON g.layer_id = p.layer_id AND g.new_cost = p.new_cost
        JOIN stock_movements m ON m.id = p.movement_id,
        LATERAL (VALUES (p.layer_id, false, p.share, c.unit_cost, m.id, 1), (g.new_id, true, -p.share, p.new_cost, NULL, 3))
          AS e(layer_id, is_new, quantity, unit_cost, reverses_id, turn))
    SELECT
      (SELECT array_agg(ROW(g.new_id, c.product_id, c.location_id, c.received_at, g.new_cost, g.quantity, g.remaining, false,
          c.source_type, c.source_id, c.source_line_id, c.batch_id, c.expiry_date, c.serial_id, c.state, c.id)::stock_layer)
       FROM grown g JOIN cost_layers c ON c.id = g.layer_id),
      (SELECT array_agg(ROW(product_id, location_id, layer_id, is_new, kind, quantity, unit_cost, source_type, source_id,
          line_id, reverses_id, NULL)::stock_entry ORDER BY turn) FROM entry)
      INTO layers, entries;
    PERFORM stock_post(source, NULL, NULL, entries, layers);
    RETURN QUERY
    SELECT 'posted', added.line_id, e.product_id, e.location_id, sum(e.quantity) FILTER (WHERE e.quantity > 0),
      sum(e.quantity * e.unit_cost), NULL, NULL, NULL::uuid, NULL::jsonb
    FROM unnest(entries) e WHERE e.kind = 'revaluation' GROUP BY e.product_id, e.location_id;
  END LOOP;
  RETURN QUERY SELECT r.* FROM jsonb_each(costs) AS t(location_id, costs), stock_recosted(t.costs, t.location_id::uuid) r;
END $f$`;

/**
 * All that came in under a line, in pieces: what is left in each layer, and what left by each movement and did not come
 * back. What went on to another layer (moved, restated, revalued) is counted there.
 *
 * A few layers, each looked up by itself: OFFSET 0 keeps the planner, who knows nothing of how many there are, from
 * joining whole tables. Movements of a layer are looked for among those of its product since it came; ids begin with the
 * time, and a minute more than allows for clocks.
 */
const PIECES = `
CREATE FUNCTION stock_cost_pieces(line uuid) RETURNS SETOF stock_piece LANGUAGE sql STABLE AS $f$
  SELECT c.id, p.movement_id, c.unit_cost, p.quantity
  FROM stock_lineage(line) k
    CROSS JOIN LATERAL (SELECT * FROM cost_layers c WHERE c.id = k.id OFFSET 0) c
    CROSS JOIN LATERAL (
      SELECT NULL::uuid AS movement_id, c.remaining AS quantity
      UNION ALL
      SELECT m.id, -m.quantity - coalesce(
        (SELECT sum(r.quantity) FROM stock_movements r WHERE r.reverses_id = m.id), 0)
      FROM stock_movements m
      WHERE m.product_id = c.product_id AND m.layer_id = c.id AND m.quantity < 0 AND m.reverses_id IS NULL
        AND m.kind NOT IN ('transfer_out', 'restated', 'revaluation')
        AND m.id > (lpad(to_hex(greatest(0, ('x' || left(replace(c.id::text, '-', ''), 12))::bit(48)::bigint - 60000)), 12, '0')
          || repeat('0', 20))::uuid
      OFFSET 0) p
  WHERE p.quantity > 0
$f$`;

/** Promises goods that may be sold: good ones, not promised yet. Under the locks of the levels. */
const RESERVE = `
CREATE FUNCTION stock_reserve(
  location uuid, may_go_negative boolean, actor uuid, today date, ids uuid[], products uuid[], quantities numeric[],
  batches uuid[], owner_types text[], owner_ids uuid[], due timestamptz[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
BEGIN
  PERFORM stock_lock(products, array_fill(location, ARRAY[cardinality(products)]));
  IF NOT may_go_negative THEN
    RETURN QUERY
    WITH good AS (
      SELECT product_id, batch_id, sum(remaining) AS quantity FROM cost_layers
      WHERE product_id = ANY (products) AND location_id = location AND is_open AND state = 'sellable'
        AND (expiry_date IS NULL OR expiry_date >= today)
      GROUP BY product_id, batch_id),
    promised AS (
      SELECT r.product_id, r.batch_id, sum(r.quantity) AS quantity
      FROM stock_promised(location, products, NULL) r LEFT JOIN stock_batches b ON b.id = r.batch_id
      WHERE b.expiry_date IS NULL OR b.expiry_date >= today GROUP BY r.product_id, r.batch_id),
    wanted AS (
      SELECT product_id, batch_id, sum(quantity) AS quantity
      FROM unnest(products, batches, quantities) AS u(product_id, batch_id, quantity)
      GROUP BY GROUPING SETS ((product_id), (product_id, batch_id))
      HAVING GROUPING(batch_id) = 1 OR batch_id IS NOT NULL),
    had AS (
      SELECT w.*, (SELECT coalesce(sum(g.quantity), 0) FROM good g
          WHERE g.product_id = w.product_id AND (w.batch_id IS NULL OR g.batch_id = w.batch_id))
        - (SELECT coalesce(sum(p.quantity), 0) FROM promised p
          WHERE p.product_id = w.product_id AND (w.batch_id IS NULL OR p.batch_id = w.batch_id)) AS available
      FROM wanted w)
    SELECT 'short', NULL::uuid, h.product_id, location, h.quantity, greatest(h.available, 0), coalesce(p.sku::text, ''),
      coalesce(p.name::text, ''), NULL::uuid, jsonb_strip_nulls(jsonb_build_object('reserved', l.reserved,
        'held', l.unsellable, 'expired', coalesce((SELECT sum(c.remaining) FROM cost_layers c
          WHERE c.product_id = h.product_id AND c.location_id = location AND c.is_open AND c.state = 'sellable'
            AND c.expiry_date < today), 0), 'batch_id', h.batch_id))
    FROM had h LEFT JOIN products p ON p.id = h.product_id
      LEFT JOIN stock_levels l ON l.product_id = h.product_id AND l.location_id = location
    WHERE h.available < h.quantity ORDER BY p.sku;
    IF FOUND THEN RETURN; END IF;
  END IF;
  INSERT INTO stock_reservations
      (id, product_id, location_id, batch_id, quantity, remaining, owner_type, owner_id, expires_at, created_by)
    SELECT u.id, u.product_id, location, u.batch_id, u.quantity, u.quantity, u.owner_type, u.owner_id, u.expires_at, actor
    FROM unnest(ids, products, batches, quantities, owner_types, owner_ids, due)
      AS u(id, product_id, batch_id, quantity, owner_type, owner_id, expires_at);
  UPDATE stock_levels l SET reserved = l.reserved + t.quantity, updated_at = now()
    FROM (SELECT product_id, sum(quantity) AS quantity
          FROM unnest(products, quantities) AS u(product_id, quantity) GROUP BY product_id) t
    WHERE l.product_id = t.product_id AND l.location_id = location;
END $f$`;

/** Ends promises that are still held; others are left as they ended. Answers those that it ended. */
const RELEASE = `
CREATE FUNCTION stock_release(ids uuid[], ending text, why text) RETURNS SETOF uuid LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  PERFORM FROM stock_levels l
    WHERE (l.product_id, l.location_id) IN (SELECT r.product_id, r.location_id FROM stock_reservations r WHERE r.id = ANY (ids))
    ORDER BY l.product_id, l.location_id FOR NO KEY UPDATE;
  RETURN QUERY
  WITH held AS (
    SELECT id, product_id, location_id, remaining FROM stock_reservations WHERE id = ANY (ids) AND status = 'active'),
  ended AS (
    UPDATE stock_reservations r SET status = ending, remaining = 0, ended_at = now(), end_reason = why
    FROM held WHERE r.id = held.id),
  freed AS (
    UPDATE stock_levels l SET reserved = l.reserved - t.quantity, updated_at = now()
    FROM (SELECT product_id, location_id, sum(remaining) AS quantity FROM held GROUP BY product_id, location_id) t
    WHERE l.product_id = t.product_id AND l.location_id = t.location_id)
  SELECT id FROM held;
END $f$`;

/** Ends at most `at_most` promises whose time is over. */
const RELEASE_DUE = `
CREATE FUNCTION stock_release_due(at timestamptz, at_most int) RETURNS SETOF uuid LANGUAGE sql AS $f$
  SELECT stock_release(ARRAY(
    SELECT id FROM stock_reservations WHERE status = 'active' AND expires_at <= at ORDER BY expires_at LIMIT at_most),
    'expired', NULL)
$f$`;

/** What of products can be sold or promised at a place on a day, and what cannot. One row per product asked for. */
const AVAILABILITY = `
CREATE FUNCTION stock_availability(location uuid, products uuid[], today date) RETURNS TABLE (
  product_id uuid, on_hand numeric, reserved numeric, unsellable numeric, expired numeric, available numeric
) LANGUAGE sql STABLE AS $f$
  SELECT p.id, coalesce(l.on_hand, 0), coalesce(l.reserved, 0), coalesce(l.unsellable, 0), coalesce(e.expired, 0),
    coalesce(l.on_hand, 0) - coalesce(l.unsellable, 0) - coalesce(e.expired, 0)
      - coalesce(l.reserved, 0) + coalesce(e.promised, 0)
  FROM (SELECT DISTINCT unnest(products) AS id) p
    LEFT JOIN stock_levels l ON l.product_id = p.id AND l.location_id = location
    LEFT JOIN LATERAL (
      SELECT (SELECT sum(c.remaining) FROM cost_layers c
          WHERE c.product_id = p.id AND c.location_id = location AND c.is_open AND c.state = 'sellable'
            AND c.expiry_date < today) AS expired,
        -- A promise of goods that expired holds back nothing else.
        (SELECT sum(r.remaining) FROM stock_reservations r JOIN stock_batches b ON b.id = r.batch_id
          WHERE r.product_id = p.id AND r.location_id = location AND r.status = 'active' AND b.expiry_date < today) AS promised
    ) e ON l.has_lots
$f$`;

const UP = [
  `CREATE TYPE stock_piece AS (layer_id uuid, movement_id uuid, unit_cost numeric, quantity numeric)`,
  TRANSFER,
  RESTATED,
  RESTATE,
  UNKNOWN,
  TRACK,
  CORRECT_BATCH,
  LINEAGE,
  PIECES,
  ADD_COST,
  RESERVE,
  RELEASE,
  RELEASE_DUE,
  AVAILABILITY,
];

/** Moving goods between places and states, adding to their cost, promising them. */
export class MoveAndPromiseStock1795400000220 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION stock_availability, stock_release_due, stock_release, stock_reserve,
      stock_add_cost, stock_cost_pieces, stock_lineage, stock_correct_batch, stock_track_batches, stock_name_unknown, stock_restate,
      stock_restated, stock_transfer`);
    await queryRunner.query(`DROP TYPE stock_piece`);
  }
}
