import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRANSIT_LOCATION_ID } from '../src/locations/default-ids.js';

/** Of which lot the goods of layer `c` are, for those who show it. */
const LOT = `CASE WHEN c.batch_id IS NOT NULL OR c.serial_id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
      'batch_id', c.batch_id, 'batch_number', b.batch_number, 'expiry_date', c.expiry_date,
      'serial_number', s.serial_number)) END`;
const OF_LOT = `LEFT JOIN stock_batches b ON b.id = c.batch_id LEFT JOIN stock_serials s ON s.id = c.serial_id`;

/** What a posting is made of before any of it is written: movements, layers to come, lines, goods taken and come. */
const TYPES = [
  `CREATE TYPE stock_entry AS (
    product_id uuid, location_id uuid, layer_id uuid, is_new boolean, kind text, quantity numeric, unit_cost numeric,
    source_type text, source_id uuid, line_id uuid, reverses_id uuid, stated_cost numeric
  )`,
  `CREATE TYPE stock_layer AS (
    id uuid, product_id uuid, location_id uuid, received_at timestamptz, unit_cost numeric, quantity numeric,
    remaining numeric, is_provisional boolean, source_type text, source_id uuid, source_line_id uuid,
    batch_id uuid, expiry_date date, serial_id uuid, state text, parent_id uuid
  )`,
  `CREATE TYPE stock_want AS (
    ord bigint, line_id uuid, product_id uuid, quantity numeric, batch_id uuid, origin_line_id uuid, state text,
    reservation_id uuid, serial_numbers text[]
  )`,
  `CREATE TYPE stock_take AS (ord bigint, line_id uuid, product_id uuid, layer_id uuid, quantity numeric)`,
  `CREATE TYPE stock_goods AS (
    ord bigint, line_id uuid, product_id uuid, quantity numeric, stated_cost numeric, write_off text, batch_id uuid,
    batch_number text, expiry_date date, serial_number text, state text, problem text
  )`,
];

/**
 * The minimum of a place (product_location_settings) goes before that of the product; the table comes with a later
 * migration, and these functions look for it when they are called.
 *
 * Writes what was decided: layers are emptied before new ones open, so that a unit with a serial number is never in two
 * of them. Answers the levels that fell to their minimum.
 */
const POST = `
CREATE FUNCTION stock_post(
  source stock_source, location uuid, may_go_negative boolean, entries stock_entry[], layers stock_layer[]
) RETURNS SETOF stock_outcome LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  UPDATE cost_layers c SET remaining = c.remaining + t.quantity, is_open = c.remaining + t.quantity <> 0
    FROM (SELECT layer_id, sum(quantity) AS quantity FROM unnest(entries) WHERE NOT is_new
          GROUP BY layer_id HAVING sum(quantity) <> 0) t
    WHERE c.id = t.layer_id;
  INSERT INTO cost_layers (id, product_id, location_id, received_at, unit_cost, quantity, remaining, is_open,
      is_provisional, source_type, source_id, source_line_id, batch_id, expiry_date, serial_id, state, parent_id)
    SELECT id, product_id, location_id, received_at, unit_cost, quantity, remaining, remaining <> 0,
      is_provisional, source_type, source_id, source_line_id, batch_id, expiry_date, serial_id, state, parent_id
    FROM unnest(layers);

  RETURN QUERY
  WITH entry AS MATERIALIZED (SELECT * FROM unnest(entries) WITH ORDINALITY),
  moved AS (
    INSERT INTO stock_movements (id, product_id, location_id, kind, quantity, unit_cost, value, layer_id,
      source_type, source_id, source_line_id, reverses_id, reason, actor_id, occurred_at, business_date)
    SELECT uuidv7(), product_id, location_id, kind, quantity, unit_cost, quantity * unit_cost, layer_id,
      source_type, source_id, line_id, reverses_id, source.reason,
      source.actor_id, source.occurred_at, source.business_date
    FROM entry ORDER BY ordinality),
  levelled AS (
    UPDATE stock_levels l SET on_hand = l.on_hand + t.quantity, stock_value = l.stock_value + t.value,
      avg_cost = CASE WHEN l.on_hand + t.quantity > 0
        THEN round((l.stock_value + t.value) / (l.on_hand + t.quantity), 4) ELSE l.avg_cost END,
      last_cost = coalesce(t.stated_cost, l.last_cost),
      unsellable = l.unsellable + t.unsellable, has_lots = l.has_lots OR t.has_lots,
      negative_allowed = l.on_hand + t.quantity < 0 OR CASE WHEN l.location_id = location
        THEN coalesce(may_go_negative, l.negative_allowed) ELSE l.negative_allowed END,
      updated_at = now()
    FROM (SELECT e.product_id, e.location_id, sum(e.quantity) AS quantity, sum(e.quantity * e.unit_cost) AS value,
            sum(CASE WHEN c.state = 'sellable' THEN 0 ELSE e.quantity END) AS unsellable,
            bool_or(c.batch_id IS NOT NULL OR c.serial_id IS NOT NULL OR c.state <> 'sellable') AS has_lots,
            (array_agg(e.stated_cost ORDER BY e.ordinality DESC) FILTER (WHERE e.stated_cost IS NOT NULL))[1] AS stated_cost
          FROM entry e JOIN cost_layers c ON c.id = e.layer_id GROUP BY e.product_id, e.location_id) t
      JOIN products p ON p.id = t.product_id
      LEFT JOIN product_location_settings x ON x.product_id = t.product_id AND x.location_id = t.location_id
    WHERE l.product_id = t.product_id AND l.location_id = t.location_id
    RETURNING l.product_id, l.location_id, l.on_hand, l.on_hand - t.quantity AS before,
      coalesce(x.min_stock_level, p.min_stock_level) AS min_stock_level)
  SELECT 'low', NULL::uuid, product_id, location_id, on_hand, min_stock_level, NULL, NULL, NULL::uuid, NULL::jsonb
  FROM levelled
  WHERE min_stock_level > 0 AND on_hand <= min_stock_level AND before > min_stock_level
    AND location_id <> '${TRANSIT_LOCATION_ID}';
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
  SELECT 'posted', line_id, product_id, location, quantity, quantity * unit_cost, NULL, NULL, layer_id, NULL::jsonb
  FROM owed;
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
DECLARE
  entries stock_entry[];
BEGIN
  IF NOT EXISTS (SELECT FROM cost_layers
      WHERE product_id = ANY (products) AND location_id = location AND is_open AND is_provisional) THEN
    RETURN;
  END IF;
  WITH owed AS (
    SELECT c.id, c.product_id, c.unit_cost, -c.remaining AS quantity, m.id AS movement_id,
      m.source_type, m.source_id, m.source_line_id,
      sum(-c.remaining) OVER (PARTITION BY c.product_id ORDER BY c.received_at, c.id) AS upto
    FROM cost_layers c
      JOIN stock_movements m ON m.source_line_id = c.source_line_id AND m.layer_id = c.id AND m.quantity < 0
    WHERE c.product_id = ANY (products) AND c.location_id = location AND c.is_open AND c.is_provisional),
  layer AS (
    SELECT id, product_id, unit_cost, remaining AS quantity,
      sum(remaining) OVER (PARTITION BY product_id ORDER BY state <> 'sellable', received_at, id) AS upto
    FROM cost_layers
    WHERE product_id = ANY (products) AND location_id = location AND is_open AND NOT is_provisional),
  covered AS (
    SELECT owed.product_id, owed.id AS owed_id, owed.unit_cost AS owed_cost, layer.id AS layer_id, layer.unit_cost,
      owed.movement_id, owed.source_type, owed.source_id, owed.source_line_id,
      least(owed.upto, layer.upto) - greatest(owed.upto - owed.quantity, layer.upto - layer.quantity) AS quantity
    FROM owed JOIN layer ON layer.product_id = owed.product_id
      AND owed.upto - owed.quantity < layer.upto AND layer.upto - layer.quantity < owed.upto)
  SELECT array_agg(ROW(t.product_id, location, d.layer_id, false, 'true_up', d.quantity, d.unit_cost,
      t.source_type, t.source_id, t.source_line_id, d.reverses_id, NULL)::stock_entry)
    INTO entries
    FROM covered t, LATERAL (VALUES (t.owed_id, t.quantity, t.owed_cost, t.movement_id),
      (t.layer_id, -t.quantity, t.unit_cost, NULL)) AS d(layer_id, quantity, unit_cost, reverses_id);
  PERFORM stock_post(source, location, NULL, entries, NULL);
END $f$`;

/** What is promised of products at a place and not kept yet, less what lines are about to keep. */
const PROMISED = `
CREATE FUNCTION stock_promised(location uuid, products uuid[], wants stock_want[])
RETURNS TABLE (id uuid, product_id uuid, batch_id uuid, quantity numeric, kept numeric) LANGUAGE sql STABLE AS $f$
  SELECT r.id, r.product_id, r.batch_id, r.remaining - least(r.remaining, coalesce(w.quantity, 0)),
    least(r.remaining, coalesce(w.quantity, 0))
  FROM stock_reservations r
    LEFT JOIN (SELECT reservation_id, sum(quantity) AS quantity FROM unnest(wants)
               WHERE reservation_id IS NOT NULL GROUP BY reservation_id) w ON w.reservation_id = r.id
  WHERE r.product_id = ANY (products) AND r.location_id = location AND r.status = 'active'
$f$`;

/** Lines with what they say of the goods they take; serial numbers only where the product has any. */
const WANTS = `
CREATE FUNCTION stock_wants(lines uuid[], products uuid[], quantities numeric[], selections jsonb)
RETURNS stock_want[] LANGUAGE sql STABLE AS $f$
  SELECT array_agg(ROW(u.ord, u.line_id, u.product_id, u.quantity,
    coalesce((s.pick ->> 'batch_id')::uuid, r.batch_id), (s.pick ->> 'origin_line_id')::uuid,
    coalesce(s.pick ->> 'state', CASE WHEN s.pick ->> 'origin_line_id' IS NULL THEN 'sellable' END),
    (s.pick ->> 'reservation_id')::uuid,
    CASE WHEN p.track_serials THEN ARRAY(SELECT jsonb_array_elements_text(s.pick -> 'serial_numbers')) END
  )::stock_want ORDER BY u.ord)
  FROM unnest(lines, products, quantities) WITH ORDINALITY AS u(line_id, product_id, quantity, ord)
    CROSS JOIN LATERAL (SELECT selections -> (u.ord::int - 1) AS pick) s
    LEFT JOIN products p ON p.id = u.product_id
    LEFT JOIN stock_reservations r ON r.id = (s.pick ->> 'reservation_id')::uuid
$f$`;

/** The layers that hold the serial numbers that lines name; without a layer where a number is not to be had, or named twice. */
const NAMED = `
CREATE FUNCTION stock_named(source stock_source, location uuid, wants stock_want[])
RETURNS TABLE (ord bigint, line_id uuid, product_id uuid, turn bigint, serial_number text, layer_id uuid) LANGUAGE sql STABLE AS $f$
  SELECT w.ord, w.line_id, w.product_id, n.turn, n.serial_number,
    CASE WHEN row_number() OVER (PARTITION BY w.product_id, n.serial_number ORDER BY w.ord) = 1 THEN c.id END
  FROM unnest(wants) w CROSS JOIN LATERAL unnest(w.serial_numbers) WITH ORDINALITY AS n(serial_number, turn)
    LEFT JOIN stock_serials s ON s.product_id = w.product_id AND s.serial_number = n.serial_number
    LEFT JOIN cost_layers c ON c.serial_id = s.id AND c.is_open AND c.location_id = location
      AND c.state = coalesce(w.state, c.state)
      AND (w.batch_id IS NULL OR c.batch_id = w.batch_id)
      AND (w.origin_line_id IS NULL OR c.source_line_id = w.origin_line_id)
      AND (w.origin_line_id IS NOT NULL OR source.kind NOT IN ('sale', 'transfer_out')
        OR c.expiry_date IS NULL OR c.expiry_date >= source.business_date)
$f$`;

/**
 * Decides which layers lines take, under the locks of their levels, and writes nothing: named units first, then what
 * came in under a line, then of a batch, then by the order of the place. Goods that expired leave neither by sale nor
 * by transfer, unless the line says which delivery; held and damaged ones only for lines that ask for that state; what
 * is promised to others stays. Answers takes (amount: their unit cost), shortfalls to owe, or only refusals.
 */
const PICK = `
CREATE FUNCTION stock_pick(
  source stock_source, location uuid, may_go_negative boolean,
  lines uuid[], products uuid[], quantities numeric[], selections jsonb
) RETURNS SETOF stock_outcome LANGUAGE plpgsql STABLE AS $f$
#variable_conflict use_column
DECLARE
  wants stock_want[] := stock_wants(lines, products, quantities, selections);
  takes stock_take[] := '{}';
  is_fefo boolean := (SELECT issue_order = 'fefo' FROM locations WHERE id = location);
  spares_expired boolean := source.kind IN ('sale', 'transfer_out');
  pool record;
BEGIN
  RETURN QUERY
  SELECT 'ended', w.line_id, w.product_id, location, w.quantity, 0::numeric, coalesce(p.sku::text, ''),
    coalesce(p.name::text, ''), NULL::uuid, jsonb_build_object('reservation_id', w.reservation_id)
  FROM unnest(wants) w LEFT JOIN products p ON p.id = w.product_id
  WHERE w.reservation_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM stock_reservations r WHERE r.id = w.reservation_id AND r.status = 'active'
      AND r.product_id = w.product_id AND r.location_id = location);
  IF FOUND THEN RETURN; END IF;

  RETURN QUERY
  SELECT 'serials_required', w.line_id, w.product_id, location, w.quantity, cardinality(w.serial_numbers)::numeric,
    p.sku::text, p.name::text, NULL::uuid, NULL::jsonb
  FROM unnest(wants) w JOIN products p ON p.id = w.product_id
  WHERE cardinality(w.serial_numbers) <> w.quantity AND NOT (
    w.serial_numbers = '{}' AND w.origin_line_id IS NOT NULL AND w.quantity = (
      SELECT sum(remaining) FROM cost_layers c
      WHERE c.source_line_id = w.origin_line_id AND c.product_id = w.product_id AND c.location_id = location
        AND c.is_open AND NOT c.is_provisional));
  IF FOUND THEN RETURN; END IF;

  IF EXISTS (SELECT FROM unnest(wants) WHERE serial_numbers <> '{}') THEN
    RETURN QUERY
    SELECT 'serial_not_here', n.line_id, n.product_id, location, 1::numeric, 0::numeric,
      p.sku::text, p.name::text, NULL::uuid, jsonb_build_object('serial_number', n.serial_number)
    FROM stock_named(source, location, wants) n JOIN products p ON p.id = n.product_id WHERE n.layer_id IS NULL;
    IF FOUND THEN RETURN; END IF;
    takes := ARRAY(SELECT ROW(ord, line_id, product_id, layer_id, 1)::stock_take
      FROM stock_named(source, location, wants) ORDER BY ord, turn);
  END IF;

  FOR pool IN
    SELECT DISTINCT origin_line_id, batch_id, state FROM unnest(wants)
    WHERE serial_numbers IS NULL OR serial_numbers = '{}'
    ORDER BY origin_line_id NULLS LAST, batch_id NULLS LAST, state NULLS LAST
  LOOP
    takes := takes || ARRAY(
      WITH want AS (
        SELECT w.*, sum(w.quantity) OVER (PARTITION BY w.product_id ORDER BY w.ord) AS upto
        FROM unnest(wants) w
        WHERE (w.serial_numbers IS NULL OR w.serial_numbers = '{}')
          AND (w.origin_line_id, w.batch_id, w.state)
            IS NOT DISTINCT FROM (pool.origin_line_id, pool.batch_id, pool.state)),
      layer AS (
        SELECT c.id, c.product_id, c.batch_id, c.expiry_date, c.received_at, c.remaining - coalesce(t.quantity, 0) AS free
        FROM cost_layers c
          LEFT JOIN (SELECT layer_id, sum(quantity) AS quantity FROM unnest(takes) GROUP BY layer_id) t ON t.layer_id = c.id
        WHERE c.product_id = ANY (products) AND c.location_id = location AND c.is_open AND NOT c.is_provisional
          AND (pool.origin_line_id IS NULL OR c.source_line_id = pool.origin_line_id)
          AND (pool.batch_id IS NULL OR c.batch_id = pool.batch_id)
          AND (pool.state IS NULL OR c.state = pool.state)
          AND (NOT spares_expired OR pool.origin_line_id IS NOT NULL
            OR c.expiry_date IS NULL OR c.expiry_date >= source.business_date)),
      promised AS (
        SELECT batch_id, sum(quantity) AS quantity FROM stock_promised(location, products, wants)
        WHERE batch_id IS NOT NULL AND pool.state = 'sellable' AND NOT may_go_negative GROUP BY batch_id),
      free AS (
        SELECT layer.id, layer.product_id, layer.expiry_date, layer.received_at,
          layer.free - least(layer.free, greatest(0, coalesce(promised.quantity, 0) + layer.free
            - sum(layer.free) OVER (PARTITION BY layer.batch_id ORDER BY layer.received_at DESC, layer.id DESC))) AS free
        FROM layer LEFT JOIN promised ON promised.batch_id = layer.batch_id),
      ranged AS (
        SELECT *, sum(free) OVER (PARTITION BY product_id
          ORDER BY CASE WHEN is_fefo THEN expiry_date END, received_at, id) AS upto
        FROM free WHERE free > 0)
      SELECT ROW(want.ord, want.line_id, want.product_id, ranged.id,
        least(want.upto, ranged.upto) - greatest(want.upto - want.quantity, ranged.upto - ranged.free))::stock_take
      FROM want JOIN ranged ON ranged.product_id = want.product_id
        AND want.upto - want.quantity < ranged.upto AND ranged.upto - ranged.free < want.upto
      ORDER BY want.ord, ranged.upto);
  END LOOP;

  RETURN QUERY
  WITH taken AS (
    SELECT t.ord, t.layer_id, t.product_id, t.quantity, c.state = 'sellable' AND (NOT spares_expired
      OR c.expiry_date IS NULL OR c.expiry_date >= source.business_date) AS is_good
    FROM unnest(takes) t JOIN cost_layers c ON c.id = t.layer_id),
  stock AS (
    SELECT product_id, sum(remaining) AS on_hand,
      sum(remaining) FILTER (WHERE state = 'sellable' AND expiry_date < source.business_date) AS expired,
      sum(remaining) FILTER (WHERE state = 'sellable' AND (NOT spares_expired
        OR expiry_date IS NULL OR expiry_date >= source.business_date)) AS good
    FROM cost_layers
    WHERE product_id = ANY (products) AND location_id = location AND is_open AND NOT is_provisional GROUP BY product_id),
  promised AS (
    SELECT r.product_id, sum(r.quantity) AS quantity FROM stock_promised(location, products, wants) r
      LEFT JOIN stock_batches b ON b.id = r.batch_id
    WHERE NOT spares_expired OR b.expiry_date IS NULL OR b.expiry_date >= source.business_date
    GROUP BY r.product_id),
  product AS (
    SELECT w.product_id, coalesce(stock.good, 0) - coalesce(promised.quantity, 0) AS available,
      coalesce(stock.on_hand, 0) AS on_hand, coalesce(stock.expired, 0) AS expired,
      coalesce(taken.quantity, 0) AS taken, coalesce(taken.good, 0) AS good
    FROM (SELECT DISTINCT product_id FROM unnest(wants)) w
      LEFT JOIN stock ON stock.product_id = w.product_id
      LEFT JOIN promised ON promised.product_id = w.product_id
      LEFT JOIN (SELECT product_id, sum(quantity) AS quantity, sum(quantity) FILTER (WHERE is_good) AS good
                 FROM taken GROUP BY product_id) taken ON taken.product_id = w.product_id),
  wanted AS (
    SELECT w.product_id, w.origin_line_id, w.batch_id, w.state, sum(w.quantity) AS quantity,
      sum(coalesce(t.quantity, 0)) AS taken, bool_or(w.serial_numbers IS NOT NULL) AS has_serials
    FROM unnest(wants) w
      LEFT JOIN (SELECT ord, sum(quantity) AS quantity FROM taken GROUP BY ord) t ON t.ord = w.ord
    GROUP BY w.product_id, w.origin_line_id, w.batch_id, w.state)
  SELECT 'short', NULL::uuid, w.product_id, location, w.quantity,
    CASE WHEN may_go_negative OR coalesce(w.state, 'sellable') <> 'sellable' THEN w.taken
      ELSE greatest(0, least(w.taken, f.available)) END,
    coalesce(p.sku::text, ''), coalesce(p.name::text, ''), NULL::uuid,
    jsonb_strip_nulls(jsonb_build_object('reserved', coalesce(l.reserved, 0), 'held', coalesce(l.unsellable, 0),
      'expired', f.expired, 'batch_id', w.batch_id, 'state', nullif(w.state, 'sellable')))
  FROM wanted w JOIN product f ON f.product_id = w.product_id
    LEFT JOIN products p ON p.id = w.product_id
    LEFT JOIN stock_levels l ON l.product_id = w.product_id AND l.location_id = location
  WHERE (w.taken < w.quantity AND NOT (may_go_negative AND w.state = 'sellable' AND w.batch_id IS NULL
      AND w.origin_line_id IS NULL AND NOT w.has_serials AND f.on_hand = f.taken))
    OR (NOT may_go_negative AND coalesce(w.state, 'sellable') = 'sellable' AND f.good > greatest(f.available, 0))
  ORDER BY p.sku;
  IF FOUND THEN RETURN; END IF;

  RETURN QUERY
  SELECT * FROM (
  SELECT 'take', t.line_id, t.product_id, location, t.quantity, c.unit_cost, NULL, NULL, t.layer_id,
    ${LOT}
  FROM unnest(takes) WITH ORDINALITY t JOIN cost_layers c ON c.id = t.layer_id ${OF_LOT}
  ORDER BY t.ord, t.ordinality) taken
  UNION ALL
  SELECT 'owe', w.line_id, w.product_id, location, w.quantity - coalesce(t.quantity, 0), 0::numeric, NULL, NULL,
    NULL::uuid, NULL::jsonb
  FROM unnest(wants) w LEFT JOIN (SELECT ord, sum(quantity) AS quantity FROM unnest(takes) GROUP BY ord) t ON t.ord = w.ord
  WHERE w.quantity > coalesce(t.quantity, 0);
END $f$`;

/** Promises that lines kept hold nothing any more. */
const KEEP = `
CREATE FUNCTION stock_keep(location uuid, products uuid[], wants stock_want[]) RETURNS void LANGUAGE plpgsql AS $f$
#variable_conflict use_column
BEGIN
  WITH kept AS (
    UPDATE stock_reservations r SET remaining = p.quantity,
      status = CASE WHEN p.quantity = 0 THEN 'consumed' ELSE r.status END,
      ended_at = CASE WHEN p.quantity = 0 THEN now() END
    FROM stock_promised(location, products, wants) p
    WHERE r.id = p.id AND p.kept > 0
    RETURNING r.product_id, p.kept)
  UPDATE stock_levels l SET reserved = l.reserved - t.kept, updated_at = now()
  FROM (SELECT product_id, sum(kept) AS kept FROM kept GROUP BY product_id) t
  WHERE l.product_id = t.product_id AND l.location_id = location;
END $f$`;

/** An issue where batches, serial numbers, states or promises play a part. The levels are locked. */
const ISSUE_LOTS = `
CREATE FUNCTION stock_issue_lots(
  source stock_source, location uuid, may_go_negative boolean,
  lines uuid[], products uuid[], quantities numeric[], selections jsonb
) RETURNS SETOF stock_outcome LANGUAGE plpgsql AS $f$
#variable_conflict use_column
DECLARE
  picks stock_outcome[] := ARRAY(SELECT p FROM stock_pick(
    source, location, may_go_negative, lines, products, quantities, selections) p);
  entries stock_entry[];
BEGIN
  IF EXISTS (SELECT FROM unnest(picks) WHERE outcome NOT IN ('take', 'owe')) THEN
    RETURN QUERY SELECT * FROM unnest(picks);
    RETURN;
  END IF;
  SELECT array_agg(ROW(product_id, location, layer_id, false, source.kind, -quantity, amount,
      source.type, source.id, line_id, NULL, NULL)::stock_entry)
    INTO entries FROM unnest(picks) WHERE outcome = 'take';
  RETURN QUERY SELECT * FROM stock_post(source, location, may_go_negative, entries, NULL);
  PERFORM stock_keep(location, products, stock_wants(lines, products, quantities, selections));
  RETURN QUERY
  SELECT 'posted', line_id, product_id, location_id, quantity, quantity * amount, NULL, NULL, layer_id, detail
  FROM unnest(picks) WHERE outcome = 'take';
  IF EXISTS (SELECT FROM unnest(picks) WHERE outcome = 'owe') THEN
    RETURN QUERY SELECT o.* FROM (
      SELECT array_agg(line_id) AS lines, array_agg(product_id) AS products, array_agg(quantity) AS quantities
      FROM unnest(picks) WHERE outcome = 'owe') t, stock_owe(source, location, t.lines, t.products, t.quantities) o;
  END IF;
END $f$`;

/**
 * Why a function and not one statement: in READ COMMITTED a statement that waits for a lock goes on reading the other
 * tables as of its own start, so it would take from layers as they were before the other till sold. Inside a function
 * every statement gets a fresh snapshot, so layers are read after the levels are locked, still in one round trip.
 *
 * Lines and layers are laid side by side as ranges of units, per product; where two ranges overlap, the line takes
 * from the layer. Plans are generic: planning the arrays of each call costs more than posting them. Levels that never
 * held a lot, and lines that ask for none, never leave this function.
 */
const ISSUE = `
CREATE FUNCTION stock_issue(
  source stock_source, location uuid, may_go_negative boolean, lines uuid[], products uuid[], quantities numeric[],
  selections jsonb DEFAULT NULL
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  is_unavailable boolean;
  is_short boolean;
  has_lots boolean;
BEGIN
  IF may_go_negative THEN
    -- What has a serial number is never owed, so refuse before a level is opened for it.
    IF selections IS NULL THEN
      RETURN QUERY
      SELECT 'serials_required', u.line_id, u.product_id, location, u.quantity, 0::numeric, p.sku::text, p.name::text,
        NULL::uuid, NULL::jsonb
      FROM unnest(lines, products, quantities) AS u(line_id, product_id, quantity)
        JOIN products p ON p.id = u.product_id WHERE p.track_serials;
      IF FOUND THEN RETURN; END IF;
    END IF;
    PERFORM stock_lock(products, array_fill(location, ARRAY[cardinality(products)]));
  END IF;
  WITH level AS MATERIALIZED (
    SELECT product_id, on_hand, reserved, has_lots FROM stock_levels
    WHERE product_id = ANY (products) AND location_id = location ORDER BY product_id FOR NO KEY UPDATE)
  SELECT bool_or(coalesce(on_hand - reserved, 0) < quantity), bool_or(coalesce(on_hand, 0) < quantity), bool_or(level.has_lots)
    INTO is_unavailable, is_short, has_lots
    FROM (SELECT product_id, sum(quantity) AS quantity
          FROM unnest(products, quantities) AS u(product_id, quantity) GROUP BY product_id) wanted
      LEFT JOIN level USING (product_id);

  IF has_lots OR selections IS NOT NULL THEN
    RETURN QUERY SELECT * FROM stock_issue_lots(
      source, location, may_go_negative, lines, products, quantities, selections);
    RETURN;
  END IF;
  IF is_unavailable AND NOT may_go_negative THEN
    RETURN QUERY
    SELECT 'short', NULL::uuid, wanted.product_id, location, wanted.quantity,
      greatest(coalesce(l.on_hand - l.reserved, 0), 0), coalesce(p.sku::text, ''), coalesce(p.name::text, ''),
      NULL::uuid, jsonb_build_object('reserved', coalesce(l.reserved, 0), 'held', 0, 'expired', 0)
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
      LEFT JOIN product_location_settings x ON x.product_id = t.product_id AND x.location_id = location
    WHERE l.product_id = t.product_id AND l.location_id = location
    RETURNING l.product_id, l.on_hand, greatest(l.on_hand, 0) + t.quantity AS before,
      coalesce(x.min_stock_level, p.min_stock_level) AS min_stock_level)
  SELECT 'posted', line_id, product_id, location, quantity, quantity * unit_cost, NULL, NULL, layer_id, NULL::jsonb
  FROM taken
  UNION ALL
  SELECT 'low', NULL, product_id, location, on_hand, min_stock_level, NULL, NULL, NULL, NULL FROM levelled
  WHERE min_stock_level > 0 AND on_hand <= min_stock_level AND before > min_stock_level;
END $f$`;

/**
 * Goods as they are to be booked in: which batch by the policy of place and product, one row for each serial number,
 * and what is wrong with them. A number of a batch that is known with one date needs no date.
 */
const GOODS = `
CREATE FUNCTION stock_goods_of(
  source stock_source, location uuid,
  lines uuid[], products uuid[], quantities numeric[], unit_costs numeric[], dispositions text[], lots jsonb
) RETURNS SETOF stock_goods LANGUAGE sql STABLE AS $f$
  WITH line AS (
    SELECT u.*, lot, p.track_serials, p.requires_expiry, b.id AS batch_id, b.expiry_date AS batch_expiry, l.default_expiry_days,
      b.id IS NOT NULL OR CASE l.batch_tracking_mode WHEN 'disabled' THEN false WHEN 'enforced' THEN true
        ELSE p.track_batches END AS is_tracked,
      coalesce(b.batch_number, nullif(trim(lot ->> 'batch_number'), ''),
        format('AUTO-%s-%s-%s', p.sku, to_char(source.business_date, 'YYMMDD'), l.code)) AS batch_number,
      CASE WHEN p.track_serials THEN ARRAY(SELECT jsonb_array_elements_text(lot -> 'serial_numbers')) END AS serials
    FROM unnest(lines, products, quantities, unit_costs, dispositions) WITH ORDINALITY
        AS u(line_id, product_id, quantity, unit_cost, disposition, ord)
      CROSS JOIN LATERAL (SELECT lots -> (u.ord::int - 1) AS lot) s
      JOIN products p ON p.id = u.product_id
      JOIN locations l ON l.id = location
      LEFT JOIN stock_batches b ON b.id = (lot ->> 'batch_id')::uuid AND b.product_id = u.product_id),
  dated AS (
    SELECT line.*, CASE WHEN batch_id IS NOT NULL THEN batch_expiry ELSE coalesce((lot ->> 'expiry_date')::date,
        (SELECT CASE WHEN count(*) = 1 THEN min(k.expiry_date) END FROM stock_batches k
         WHERE k.product_id = line.product_id AND k.batch_number = line.batch_number),
        CASE WHEN requires_expiry THEN source.business_date + default_expiry_days END) END AS expiry_date
    FROM line),
  unit AS (
    SELECT dated.*, n.serial_number, row_number() OVER (PARTITION BY product_id, n.serial_number) AS turn
    FROM dated LEFT JOIN LATERAL unnest(serials) AS n(serial_number) ON cardinality(serials) = quantity)
  SELECT ord, line_id, product_id, CASE WHEN serial_number IS NULL THEN quantity ELSE 1 END, unit_cost,
    CASE disposition WHEN 'damaged' THEN 'damaged' WHEN 'discard' THEN 'discarded' END,
    batch_id, CASE WHEN is_tracked THEN batch_number END, CASE WHEN is_tracked THEN expiry_date END, serial_number,
    coalesce(lot ->> 'state', 'sellable'),
    CASE
      WHEN cardinality(serials) <> quantity THEN 'serials_required'
      WHEN lot ->> 'batch_id' IS NOT NULL AND batch_id IS NULL THEN 'batch_unknown'
      WHEN is_tracked AND requires_expiry AND batch_id IS NULL AND expiry_date IS NULL
        AND source.kind <> 'sale_return' THEN 'expiry_required'
      WHEN is_tracked AND source.kind = 'receipt' AND expiry_date < source.business_date THEN 'batch_expired'
      WHEN serial_number IS NOT NULL AND (turn > 1 OR EXISTS (
        SELECT FROM stock_serials s JOIN cost_layers c ON c.serial_id = s.id AND c.is_open
        WHERE s.product_id = unit.product_id AND s.serial_number = unit.serial_number)) THEN 'serial_taken'
    END
  FROM unit ORDER BY ord
$f$`;

/** One layer per line, or per unit with a serial number; goods that are not kept are written off at once. Then covers. */
const RECEIVE = `
CREATE FUNCTION stock_receive(
  source stock_source, location uuid, may_go_negative boolean,
  lines uuid[], products uuid[], quantities numeric[], unit_costs numeric[], dispositions text[],
  lots jsonb DEFAULT NULL
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  goods stock_goods[] := ARRAY(SELECT g FROM stock_goods_of(
    source, location, lines, products, quantities, unit_costs, dispositions, lots) g);
  layers stock_layer[];
  entries stock_entry[];
BEGIN
  RETURN QUERY
  SELECT g.problem, g.line_id, g.product_id, location, g.quantity,
    coalesce(jsonb_array_length(lots -> (g.ord::int - 1) -> 'serial_numbers'), 0)::numeric, p.sku::text, p.name::text, NULL::uuid,
    jsonb_strip_nulls(jsonb_build_object('serial_number', g.serial_number, 'batch_number', g.batch_number,
      'expiry_date', g.expiry_date))
  FROM unnest(goods) g JOIN products p ON p.id = g.product_id WHERE g.problem IS NOT NULL ORDER BY g.ord;
  IF FOUND THEN RETURN; END IF;

  PERFORM stock_lock(products, array_fill(location, ARRAY[cardinality(products)]));
  INSERT INTO stock_batches (id, product_id, batch_number, expiry_date)
    SELECT uuidv7(), t.* FROM (
      SELECT DISTINCT product_id, batch_number, expiry_date FROM unnest(goods) g
      WHERE batch_number IS NOT NULL AND NOT EXISTS (
        SELECT FROM stock_batches b WHERE b.product_id = g.product_id AND b.batch_number = g.batch_number
          AND b.expiry_date IS NOT DISTINCT FROM g.expiry_date)
      ORDER BY product_id, batch_number, expiry_date) t
    ON CONFLICT DO NOTHING;
  INSERT INTO stock_serials (id, product_id, serial_number)
    SELECT uuidv7(), t.* FROM (
      SELECT DISTINCT product_id, serial_number FROM unnest(goods) WHERE serial_number IS NOT NULL ORDER BY 1, 2) t
    ON CONFLICT DO NOTHING;

  WITH line AS MATERIALIZED (
    SELECT uuidv7() AS layer_id, s.* FROM (
      SELECT g.ord, g.line_id, g.product_id, g.quantity, g.stated_cost, g.write_off, g.expiry_date, g.state,
        coalesce(g.stated_cost, l.last_cost, l.avg_cost, p.cost_price, 0) AS unit_cost,
        b.id AS batch_id, n.id AS serial_id
      FROM unnest(goods) g
        JOIN stock_levels l ON l.product_id = g.product_id AND l.location_id = location
        JOIN products p ON p.id = g.product_id
        LEFT JOIN stock_batches b ON b.product_id = g.product_id AND b.batch_number = g.batch_number
          AND b.expiry_date IS NOT DISTINCT FROM g.expiry_date
        LEFT JOIN stock_serials n ON n.product_id = g.product_id AND n.serial_number = g.serial_number
      ORDER BY g.ord) s)
  SELECT
    (SELECT array_agg(ROW(layer_id, product_id, location, source.occurred_at, unit_cost, quantity,
        CASE WHEN write_off IS NULL THEN quantity ELSE 0 END, false, source.type, source.id, line_id,
        batch_id, expiry_date, serial_id, state, NULL)::stock_layer ORDER BY layer_id) FROM line),
    (SELECT array_agg(ROW(product_id, location, layer_id, true, m.kind, m.quantity, unit_cost,
        source.type, source.id, line_id, NULL, stated_cost)::stock_entry ORDER BY layer_id, m.quantity < 0)
     FROM line, LATERAL (VALUES (source.kind, quantity), (write_off, -quantity)) AS m(kind, quantity)
     WHERE m.kind IS NOT NULL)
    INTO layers, entries;
  RETURN QUERY SELECT * FROM stock_post(source, location, may_go_negative, entries, layers);
  RETURN QUERY
  SELECT 'posted', e.line_id, e.product_id, location, e.quantity, e.quantity * e.unit_cost, NULL, NULL, e.layer_id,
    ${LOT}
  FROM unnest(entries) e JOIN cost_layers c ON c.id = e.layer_id ${OF_LOT} WHERE e.quantity > 0;

  PERFORM stock_cover(source, location, products);
END $f$`;

/**
 * What lines moved and what of it can still be taken back. Write-offs and reversals themselves cannot; transfers and
 * restatements are undone by their opposite, added cost by a negative one.
 */
const REVERSIBLE = `
CREATE FUNCTION stock_reversible(source_lines uuid[])
RETURNS TABLE (
  id uuid, source_line_id uuid, product_id uuid, location_id uuid, layer_id uuid, unit_cost numeric, kind text,
  is_issue boolean, is_provisional boolean, received_at timestamptz, batch_id uuid, expiry_date date, serial_id uuid,
  serial_number text, state text, open numeric
) LANGUAGE sql STABLE AS $f$
  SELECT m.id, m.source_line_id, m.product_id, m.location_id, m.layer_id, m.unit_cost, m.kind,
    m.quantity < 0, c.is_provisional, c.received_at, c.batch_id, c.expiry_date, c.serial_id, s.serial_number, c.state,
    abs(m.quantity) - coalesce((SELECT abs(sum(r.quantity)) FROM stock_movements r WHERE r.reverses_id = m.id), 0)
  FROM stock_movements m JOIN cost_layers c ON c.id = m.layer_id LEFT JOIN stock_serials s ON s.id = c.serial_id
  WHERE m.source_line_id = ANY (source_lines) AND m.reverses_id IS NULL
    AND m.kind NOT IN ('damaged', 'discarded', 'transfer_out', 'transfer_in', 'restated', 'revaluation')
    -- What was written off and became dearer later was still written off.
    AND (m.kind <> 'true_up' OR NOT EXISTS (
      SELECT FROM stock_movements w WHERE w.source_line_id = m.source_line_id AND w.kind IN ('damaged', 'discarded')))
$f$`;

/**
 * Refusals first: more than is left to take back, units that are elsewhere by now, goods of a receipt that are gone.
 * Then the same ranges as in stock_issue, with the last layer taken first. Goods that come back elsewhere get new
 * layers there. Goods written off while their layer is still owed become owed themselves, so every provisional layer
 * has one cause. A receipt takes back whatever layers its line has here by now: added cost and another state do not
 * keep it.
 */
const REVERSE = `
CREATE FUNCTION stock_reverse(
  source stock_source, location uuid, may_go_negative boolean,
  source_lines uuid[], lines uuid[], quantities numeric[], dispositions text[], serials jsonb DEFAULT NULL
) RETURNS SETOF stock_outcome LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $f$
#variable_conflict use_column
DECLARE
  products uuid[];
  has_receipts boolean;
  has_issues boolean;
  by_serial uuid[];
  entries stock_entry[] := '{}';
  layers stock_layer[];
  receipts stock_entry[];
BEGIN
  SELECT array_agg(DISTINCT product_id), bool_or(NOT is_issue), bool_or(is_issue) INTO products, has_receipts, has_issues
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
  SELECT 'exceeds', source_line_id, NULL::uuid, location, quantity, coalesce(open, 0), NULL, NULL, NULL::uuid, NULL::jsonb
  FROM wanted LEFT JOIN origin USING (source_line_id) WHERE quantity > coalesce(open, 0);
  IF FOUND THEN RETURN; END IF;

  -- Of units with serial numbers, either all that is open comes back or the numbers say which.
  by_serial := ARRAY(SELECT u.source_line_id FROM unnest(source_lines) WITH ORDINALITY AS u(source_line_id, ord)
    WHERE serials -> (u.ord::int - 1) <> '[]' AND EXISTS (
      SELECT FROM stock_reversible(ARRAY[u.source_line_id]) o WHERE o.serial_id IS NOT NULL));
  RETURN QUERY
  WITH wanted AS (
    SELECT u.*, coalesce(jsonb_array_length(serials -> (u.ord::int - 1)), 0) AS named
    FROM unnest(source_lines, quantities) WITH ORDINALITY AS u(source_line_id, quantity, ord)),
  origin AS (
    SELECT source_line_id, min(product_id::text)::uuid AS product_id, sum(open) AS open
    FROM stock_reversible(source_lines) WHERE serial_id IS NOT NULL GROUP BY source_line_id)
  SELECT 'serials_required', w.source_line_id, o.product_id, location, w.quantity, w.named::numeric,
    p.sku::text, p.name::text, NULL::uuid, NULL::jsonb
  FROM (SELECT source_line_id, sum(quantity) AS quantity, sum(named) AS named FROM wanted GROUP BY source_line_id) w
    JOIN origin o USING (source_line_id) JOIN products p ON p.id = o.product_id
  WHERE CASE WHEN w.source_line_id = ANY (by_serial) THEN w.named <> w.quantity ELSE w.quantity <> o.open END
  UNION ALL
  -- Sold before its numbers were tracked: it has none to come back with.
  SELECT 'serials_required', o.source_line_id, o.product_id, location, sum(o.open), 0::numeric, p.sku::text, p.name::text,
    NULL::uuid, NULL::jsonb
  FROM stock_reversible(source_lines) o JOIN products p ON p.id = o.product_id
  WHERE o.is_issue AND o.open > 0 AND o.serial_id IS NULL AND p.track_serials
  GROUP BY o.source_line_id, o.product_id, p.sku, p.name;
  IF FOUND THEN RETURN; END IF;

  IF by_serial <> '{}' THEN
    RETURN QUERY
    WITH named AS (
      SELECT u.source_line_id, n.serial_number,
        row_number() OVER (PARTITION BY u.source_line_id, n.serial_number) AS turn
      FROM unnest(source_lines) WITH ORDINALITY AS u(source_line_id, ord),
        jsonb_array_elements_text(serials -> (u.ord::int - 1)) AS n(serial_number)
      WHERE u.source_line_id = ANY (by_serial))
    SELECT 'serial_not_here', n.source_line_id, NULL::uuid, location, 1::numeric, 0::numeric, NULL, NULL, NULL::uuid,
      jsonb_build_object('serial_number', n.serial_number)
    FROM named n LEFT JOIN stock_reversible(source_lines) o
      ON o.source_line_id = n.source_line_id AND o.serial_number = n.serial_number AND o.open > 0
    WHERE o.id IS NULL OR n.turn > 1;
    IF FOUND THEN RETURN; END IF;
  END IF;

  IF has_issues THEN
    RETURN QUERY
    SELECT 'serial_taken', o.source_line_id, o.product_id, location, 1::numeric, 0::numeric, NULL, NULL, NULL::uuid,
      jsonb_build_object('serial_number', o.serial_number)
    FROM stock_reversible(source_lines) o
    WHERE o.is_issue AND o.open > 0 AND o.serial_id IS NOT NULL
      AND (NOT o.source_line_id = ANY (by_serial) OR EXISTS (
        SELECT FROM unnest(source_lines) WITH ORDINALITY AS u(source_line_id, ord)
        WHERE u.source_line_id = o.source_line_id AND serials -> (u.ord::int - 1) ? o.serial_number))
      AND EXISTS (SELECT FROM cost_layers c WHERE c.serial_id = o.serial_id AND c.is_open);
    IF FOUND THEN RETURN; END IF;

    WITH wanted AS (
      SELECT u.source_line_id, u.line_id, n.serial_number, CASE WHEN n.serial_number IS NULL THEN u.quantity ELSE 1 END AS quantity,
        CASE u.disposition WHEN 'damaged' THEN 'damaged' WHEN 'discard' THEN 'discarded' END AS write_off,
        row_number() OVER (ORDER BY u.ord) AS ord
      FROM unnest(source_lines, lines, quantities, dispositions) WITH ORDINALITY
          AS u(source_line_id, line_id, quantity, disposition, ord)
        LEFT JOIN LATERAL jsonb_array_elements_text(serials -> (u.ord::int - 1)) AS n(serial_number)
          ON u.source_line_id = ANY (by_serial)),
    ranged AS (
      SELECT *, sum(quantity) OVER (PARTITION BY source_line_id, serial_number ORDER BY ord) AS upto FROM wanted),
    origin AS (
      SELECT o.*, sum(open) OVER (PARTITION BY source_line_id, by_number
        ORDER BY is_provisional DESC, received_at DESC, layer_id DESC, id DESC) AS upto
      FROM (SELECT r.*, CASE WHEN r.source_line_id = ANY (by_serial) THEN r.serial_number END AS by_number
            FROM stock_reversible(source_lines) r WHERE r.open > 0 AND r.is_issue) o),
    back AS MATERIALIZED (
      SELECT ranged.line_id, ranged.ord, ranged.write_off, origin.*, origin.location_id <> location AS is_elsewhere,
        least(ranged.upto, origin.upto) - greatest(ranged.upto - ranged.quantity, origin.upto - origin.open) AS quantity,
        uuidv7() AS new_layer_id
      FROM ranged JOIN origin ON origin.source_line_id = ranged.source_line_id
        AND origin.by_number IS NOT DISTINCT FROM ranged.serial_number
        AND ranged.upto - ranged.quantity < origin.upto AND origin.upto - origin.open < ranged.upto)
    SELECT
      (SELECT array_agg(ROW(product_id, location, CASE WHEN is_elsewhere OR e.is_loss AND is_provisional
            THEN new_layer_id ELSE layer_id END, is_elsewhere OR e.is_loss AND is_provisional, e.kind, e.quantity, unit_cost,
          source.type, source.id, line_id, e.reverses_id, NULL)::stock_entry ORDER BY ord, id, e.is_loss)
       FROM back, LATERAL (VALUES (source.kind, quantity, id, false), (write_off, -quantity, NULL, true))
         AS e(kind, quantity, reverses_id, is_loss)
       WHERE e.kind IS NOT NULL),
      (SELECT array_agg(ROW(new_layer_id, product_id, location, source.occurred_at, unit_cost,
          CASE WHEN is_elsewhere THEN quantity ELSE -quantity END,
          CASE WHEN NOT is_elsewhere THEN -quantity WHEN write_off IS NULL THEN quantity ELSE 0 END,
          NOT is_elsewhere, source.type, source.id, line_id, batch_id, expiry_date, serial_id, state,
          CASE WHEN is_elsewhere THEN layer_id END)::stock_layer)
       FROM back WHERE is_elsewhere OR (is_provisional AND write_off IS NOT NULL))
      INTO entries, layers;
  END IF;

  IF has_receipts THEN
    WITH wanted AS (
      SELECT u.source_line_id, u.line_id, n.serial_number, CASE WHEN n.serial_number IS NULL THEN u.quantity ELSE 1 END AS quantity,
        row_number() OVER (ORDER BY u.ord) AS ord
      FROM unnest(source_lines, lines, quantities) WITH ORDINALITY AS u(source_line_id, line_id, quantity, ord)
        LEFT JOIN LATERAL jsonb_array_elements_text(serials -> (u.ord::int - 1)) AS n(serial_number)
          ON u.source_line_id = ANY (by_serial)),
    ranged AS (
      SELECT *, sum(quantity) OVER (PARTITION BY source_line_id, serial_number ORDER BY ord) AS upto FROM wanted),
    origin AS (
      SELECT o.*, sum(open) OVER (PARTITION BY source_line_id, by_number
        ORDER BY received_at DESC, layer_id DESC, id DESC) AS upto
      FROM (SELECT r.*, CASE WHEN r.source_line_id = ANY (by_serial) THEN r.serial_number END AS by_number
            FROM stock_reversible(source_lines) r WHERE r.open > 0 AND NOT r.is_issue) o),
    layer AS (
      SELECT c.*, sum(c.remaining) OVER (PARTITION BY c.source_line_id, c.by_number
        ORDER BY c.state = 'sellable', c.received_at DESC, c.id DESC) AS upto
      FROM (SELECT c.*, CASE WHEN c.source_line_id = ANY (by_serial) THEN s.serial_number END AS by_number
            FROM cost_layers c LEFT JOIN stock_serials s ON s.id = c.serial_id
            WHERE c.source_line_id = ANY (source_lines) AND c.is_open AND NOT c.is_provisional
              AND c.location_id IN (SELECT location_id FROM origin)) c)
    SELECT array_agg(ROW(origin.product_id, origin.location_id, layer.id, false,
        CASE WHEN source.kind = 'receipt_reversal' THEN source.kind ELSE origin.kind END,
        -(least(ranged.upto, origin.upto, layer.upto) - greatest(
          ranged.upto - ranged.quantity, origin.upto - origin.open, layer.upto - layer.remaining)),
        layer.unit_cost, source.type, source.id, ranged.line_id, origin.id, NULL)::stock_entry
        ORDER BY ranged.ord, origin.upto, layer.upto)
      INTO receipts
      FROM ranged
        JOIN origin ON origin.source_line_id = ranged.source_line_id
          AND origin.by_number IS NOT DISTINCT FROM ranged.serial_number
        JOIN layer ON layer.source_line_id = ranged.source_line_id
          AND layer.by_number IS NOT DISTINCT FROM ranged.serial_number
          AND layer.product_id = origin.product_id AND layer.location_id = origin.location_id
      WHERE least(ranged.upto, origin.upto, layer.upto) > greatest(
        ranged.upto - ranged.quantity, origin.upto - origin.open, layer.upto - layer.remaining);

    RETURN QUERY
    WITH wanted AS (
      SELECT u.source_line_id, sum(u.quantity) AS quantity
      FROM unnest(source_lines, quantities) AS u(source_line_id, quantity) GROUP BY u.source_line_id),
    place AS (
      SELECT source_line_id, min(product_id::text)::uuid AS product_id, min(location_id::text)::uuid AS location_id
      FROM stock_reversible(source_lines) WHERE NOT is_issue GROUP BY source_line_id),
    found AS (
      SELECT c.source_line_id, e.product_id, e.location_id, c.batch_id, -sum(e.quantity) AS quantity,
        coalesce(-sum(e.quantity) FILTER (WHERE c.state = 'sellable'), 0) AS sellable
      FROM unnest(receipts) e JOIN cost_layers c ON c.id = e.layer_id GROUP BY 1, 2, 3, 4),
    promised AS (
      SELECT f.batch_id, f.location_id, sum(f.sellable) AS sellable,
        (SELECT coalesce(sum(c.remaining), 0) FROM cost_layers c WHERE c.batch_id = f.batch_id
          AND c.location_id = f.location_id AND c.is_open AND c.state = 'sellable') - (
         SELECT coalesce(sum(r.remaining), 0) FROM stock_reservations r WHERE r.batch_id = f.batch_id
          AND r.location_id = f.location_id AND r.status = 'active') AS free
      FROM found f WHERE f.batch_id IS NOT NULL GROUP BY f.batch_id, f.location_id),
    line AS (
      SELECT w.source_line_id, place.product_id, w.quantity, coalesce(f.quantity, 0) AS found,
        l.on_hand - l.unsellable - l.reserved AS available,
        sum(coalesce(f.sellable, 0)) OVER (PARTITION BY place.product_id, place.location_id) AS of_product,
        coalesce(f.sellable, 0) AS sellable,
        EXISTS (SELECT FROM found JOIN promised USING (batch_id, location_id)
          WHERE found.source_line_id = w.source_line_id AND promised.sellable > promised.free AND found.sellable > 0) AS is_promised
      FROM wanted w
        JOIN place ON place.source_line_id = w.source_line_id
        JOIN stock_levels l ON l.product_id = place.product_id AND l.location_id = place.location_id
        LEFT JOIN (SELECT source_line_id, sum(quantity) AS quantity, sum(sellable) AS sellable FROM found GROUP BY 1) f
          ON f.source_line_id = w.source_line_id)
    SELECT 'consumed', source_line_id, product_id, location, quantity,
      CASE WHEN quantity > found THEN found ELSE greatest(quantity - of_product + available, 0) END,
      NULL, NULL, NULL::uuid, NULL::jsonb
    FROM line WHERE quantity > found OR (sellable > 0 AND of_product > available) OR is_promised;
    IF FOUND THEN RETURN; END IF;
    entries := coalesce(entries, '{}') || receipts;
  END IF;

  RETURN QUERY SELECT * FROM stock_post(source, location, may_go_negative, entries, layers);
  RETURN QUERY
  SELECT 'posted', e.line_id, e.product_id, e.location_id, abs(e.quantity), abs(e.quantity) * e.unit_cost, NULL, NULL,
    e.layer_id, ${LOT}
  FROM unnest(entries) e JOIN cost_layers c ON c.id = e.layer_id ${OF_LOT}
  WHERE e.reverses_id IS NOT NULL;

  PERFORM stock_cover(source, location, products);
  PERFORM stock_name_unknown(source, location, products);
END $f$`;

const RECOSTED = `
CREATE FUNCTION stock_recosted(costs jsonb, location uuid) RETURNS SETOF stock_outcome LANGUAGE plpgsql VOLATILE AS $f$
BEGIN
  RETURN QUERY
  SELECT 'recosted', NULL::uuid, l.product_id, location, 0::numeric, l.avg_cost, NULL, NULL, NULL::uuid, NULL::jsonb
  FROM jsonb_each_text(costs) AS b(product_id, avg_cost)
    JOIN stock_levels l ON l.product_id = b.product_id::uuid AND l.location_id = location
  WHERE l.avg_cost IS DISTINCT FROM b.avg_cost::numeric;
END $f$`;

const UP = [
  ...TYPES,
  POST,
  OWE,
  COVER,
  PROMISED,
  WANTS,
  NAMED,
  PICK,
  KEEP,
  ISSUE_LOTS,
  ISSUE,
  GOODS,
  RECEIVE,
  REVERSIBLE,
  REVERSE,
  RECOSTED,
];

const DOWN = [
  `DROP FUNCTION stock_recosted, stock_reverse, stock_reversible, stock_receive, stock_goods_of, stock_issue,
    stock_issue_lots, stock_keep, stock_pick, stock_named, stock_wants, stock_promised, stock_cover, stock_owe, stock_post`,
  `DROP TYPE stock_goods, stock_take, stock_want, stock_layer, stock_entry`,
];

/** Receiving, issuing and taking back by batch, serial number, state and promise. */
export class PostStockByLot1795400000210 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}
