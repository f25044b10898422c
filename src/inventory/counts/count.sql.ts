/**
 * What was counted: for each product and batch the areas' last entries together, and the instant they speak of. An
 * entry without a batch speaks of the whole product. What was sold before it came is of no batch: the first one that was
 * counted makes up for it. Parameter: the count.
 */
export const COUNTED = `
  latest AS (
    SELECT DISTINCT ON (e.product_id, e.batch_number, e.expiry_date, e.area)
      e.id, e.product_id, e.batch_number, e.expiry_date, e.counted_quantity, e.serial_numbers, e.counted_at
    FROM stock_count_entries e WHERE e.count_id = $1::uuid
    ORDER BY e.product_id, e.batch_number, e.expiry_date, e.area, e.id DESC),
  counted AS (
    SELECT (array_agg(t.id ORDER BY t.id))[1] AS id, t.product_id, t.batch_number, t.expiry_date, b.id AS batch_id,
      sum(t.counted_quantity) AS counted, count(*)::int AS areas, max(t.counted_at) AS counted_at,
      bool_or(t.serial_numbers IS NOT NULL) AS has_serials,
      row_number() OVER (PARTITION BY t.product_id ORDER BY t.batch_number, t.expiry_date) = 1 AS is_first
    FROM latest t LEFT JOIN stock_batches b ON b.product_id = t.product_id AND b.batch_number = t.batch_number
      AND b.expiry_date IS NOT DISTINCT FROM t.expiry_date
    GROUP BY t.product_id, t.batch_number, t.expiry_date, b.id)`;

/** Where the ids of what was recorded since an instant begin. A day is left for clocks that go wrong. */
export function recordedSince(instant: string): string {
  return `stock_id_floor(${instant} - interval '1 day')`;
}

/** Whether a layer `c` is what a line `g` speaks of. */
const SPOKEN_OF = `(g.batch_number IS NULL OR c.batch_id = g.batch_id OR (g.is_first AND c.is_provisional))`;

/**
 * What moved after each line's instant, among what the line speaks of: taken off what is there now, it leaves what was
 * there then, without reading the product's whole past. Parameters: the count, the location.
 */
export const EXPECTED = `
  since AS (SELECT ${recordedSince('min(counted_at)')} AS id FROM counted),
  later AS (
    SELECT g.id, sum(m.quantity) AS quantity
    FROM counted g
      JOIN stock_movements m ON m.product_id = g.product_id AND m.location_id = $2::uuid AND m.occurred_at > g.counted_at
      JOIN cost_layers c ON c.id = m.layer_id
    WHERE m.id > (SELECT id FROM since) AND ${SPOKEN_OF}
    GROUP BY g.id),
  present AS (
    SELECT g.id, sum(c.remaining) AS quantity,
      coalesce(sum(c.remaining) FILTER (WHERE c.state = 'damaged'), 0) AS damaged,
      coalesce(sum(c.remaining) FILTER (WHERE c.state = 'quality_hold'), 0) AS quality_hold
    FROM counted g JOIN cost_layers c ON c.product_id = g.product_id AND c.location_id = $2::uuid AND c.is_open
    WHERE ${SPOKEN_OF}
    GROUP BY g.id),
  line AS (
    SELECT g.*, coalesce(present.quantity, 0) AS present, coalesce(present.damaged, 0) AS damaged,
      coalesce(present.quality_hold, 0) AS quality_hold,
      coalesce(present.quantity, 0) - coalesce(later.quantity, 0) AS expected
    FROM counted g LEFT JOIN present USING (id) LEFT JOIN later USING (id))`;

/** One row for each line, with the product's words and the cost of the difference. */
export const COUNT_LINES = `
  WITH ${COUNTED}, ${EXPECTED}
  SELECT line.id, line.product_id, p.sku, p.name, line.batch_number, line.expiry_date::text AS expiry_date,
    line.counted, line.areas, line.counted_at, line.expected, line.counted - line.expected AS difference,
    round((line.counted - line.expected) * coalesce(l.avg_cost, l.last_cost, p.cost_price, 0), 4) AS difference_cost
  FROM line JOIN products p ON p.id = line.product_id
    LEFT JOIN stock_levels l ON l.product_id = line.product_id AND l.location_id = $2::uuid`;

/** For posting: what differs, and of pieces with serial numbers everything, because one may stand for another. */
export const DIFFERENCES = `
  WITH ${COUNTED}, ${EXPECTED}
  SELECT id, product_id, batch_id, batch_number, expiry_date::text AS expiry_date, counted - expected AS difference,
    present - damaged - quality_hold AS sellable, damaged, quality_hold,
    has_serials OR EXISTS (SELECT FROM products p WHERE p.id = product_id AND p.track_serials) AS has_serials
  FROM line ORDER BY product_id, batch_number, expiry_date`;

/** Serial numbers that were expected and not found, or found and not expected, of each line. */
export const SERIALS = `
  WITH ${COUNTED},
  since AS (SELECT ${recordedSince('min(counted_at)')} AS id FROM counted),
  piece AS (
    SELECT g.id, c.serial_id, sum(CASE WHEN c.is_open THEN c.remaining ELSE 0 END) - coalesce(sum((
      SELECT sum(m.quantity) FROM stock_movements m
      WHERE m.layer_id = c.id AND m.product_id = c.product_id AND m.occurred_at > g.counted_at
        AND m.id > (SELECT id FROM since))), 0) AS quantity
    FROM counted g JOIN cost_layers c ON c.product_id = g.product_id AND c.location_id = $2::uuid
    WHERE c.serial_id IS NOT NULL AND (g.batch_number IS NULL OR c.batch_id = g.batch_id)
    GROUP BY g.id, c.serial_id),
  expected AS (
    SELECT piece.id, s.serial_number, coalesce((
      SELECT c.state FROM cost_layers c
      WHERE c.serial_id = s.id AND c.is_open AND c.location_id = $2::uuid), 'sellable') AS state
    FROM piece JOIN stock_serials s ON s.id = piece.serial_id WHERE piece.quantity > 0),
  found AS (
    SELECT DISTINCT g.id, serial AS serial_number
    FROM counted g JOIN latest t ON t.product_id = g.product_id
      AND t.batch_number IS NOT DISTINCT FROM g.batch_number AND t.expiry_date IS NOT DISTINCT FROM g.expiry_date,
      unnest(t.serial_numbers) AS serial)
  SELECT coalesce(expected.id, found.id) AS id, coalesce(expected.serial_number, found.serial_number) AS serial_number,
    CASE WHEN found.id IS NULL THEN 'missing' ELSE 'found' END AS outcome, coalesce(expected.state, 'sellable') AS state
  FROM expected FULL JOIN found ON found.id = expected.id AND found.serial_number = expected.serial_number
  WHERE expected.id IS NULL OR found.id IS NULL ORDER BY 2`;

/**
 * Goods in scope that nobody counted, as they were when the counting ended. Pieces that moved since are left: somebody
 * had them in hand.
 */
export const UNCOUNTED_GOODS = `
  WITH ${COUNTED},
  ended AS (SELECT max(counted_at) AS at, ${recordedSince('max(counted_at)')} AS id FROM counted),
  left_over AS (
    SELECT c.id, c.product_id, c.batch_id, c.state, c.remaining, c.serial_id, coalesce((
      SELECT sum(m.quantity) FROM stock_movements m
      WHERE m.layer_id = c.id AND m.product_id = c.product_id AND m.occurred_at > ended.at AND m.id > ended.id), 0) AS later
    FROM cost_layers c CROSS JOIN ended JOIN stock_counts n ON n.id = $1::uuid
    WHERE c.location_id = $2::uuid AND c.is_open
      AND (n.scope = 'full' OR EXISTS (
        SELECT FROM stock_count_products sc WHERE sc.count_id = n.id AND sc.product_id = c.product_id))
      AND NOT EXISTS (
        SELECT FROM counted g WHERE g.product_id = c.product_id
          AND (g.batch_number IS NULL OR g.batch_id = c.batch_id OR c.is_provisional)))
  SELECT o.product_id, o.batch_id, o.state, sum(o.remaining - o.later) AS quantity,
    array_agg(s.serial_number) FILTER (WHERE s.id IS NOT NULL) AS serial_numbers
  FROM left_over o LEFT JOIN stock_serials s ON s.id = o.serial_id
  WHERE o.serial_id IS NULL OR o.later = 0
  GROUP BY o.product_id, o.batch_id, o.state HAVING sum(o.remaining - o.later) <> 0
  ORDER BY o.product_id, o.batch_id, o.state`;

/** Every level the posting may touch, locked in the order that everybody uses. */
export const LOCK_LEVELS = `
  SELECT stock_lock(array_agg(product_id), array_agg($2::uuid))::text FROM (
    SELECT product_id FROM stock_count_entries WHERE count_id = $1::uuid
    UNION SELECT s.product_id FROM stock_levels s JOIN stock_counts n ON n.id = $1::uuid AND n.uncounted = 'zero'
      WHERE s.location_id = $2::uuid AND (n.scope = 'full' OR EXISTS (
        SELECT FROM stock_count_products sc WHERE sc.count_id = n.id AND sc.product_id = s.product_id))) touched
  HAVING count(*) > 0`;

/** Counts that are not over at the same location and may speak of the same products. Parameters: location, count, scope. */
export const OVERLAPPING = `
  SELECT h.id, h.number FROM document_headers h JOIN stock_counts c ON c.id = h.id
  WHERE h.location_id = $1::uuid AND NOT h.is_final AND h.id <> $2::uuid
    AND ($3::text = 'full' OR c.scope = 'full' OR EXISTS (
      SELECT FROM stock_count_products a JOIN stock_count_products b USING (product_id)
      WHERE a.count_id = c.id AND b.count_id = $2::uuid))
  ORDER BY h.created_at LIMIT 1`;
